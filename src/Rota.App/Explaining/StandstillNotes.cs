using System.Diagnostics;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>
/// Notices that nothing runs of a job that somebody waits for, and gives the reasons in the words of
/// <c>rota explain</c>, each once. That nobody serves the job is said elsewhere: who follows a job serves it.
/// </summary>
/// <param name="reasons">Why nothing of a job runs; none where nobody serves it.</param>
internal sealed class StandstillNotes(Func<JobRow, IReadOnlyList<ReasonView>> reasons)
{
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2);

    /// <summary>A look reads all jobs that are open: the longer nothing happens, the rarer it is.</summary>
    private static readonly TimeSpan PaceMax = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private long looked = Stopwatch.GetTimestamp();
    private TimeSpan pace = Doubt;
    private (long Done, long Failed)? seen;

    /// <summary>What is to be said now; null for nothing new.</summary>
    public string? New(JobRow job)
    {
        if (job.Ended is not null || job.Running > 0 || seen != (job.Done, job.Failed))
        {
            (looked, pace, seen) = (Stopwatch.GetTimestamp(), Doubt, (job.Done, job.Failed));
            return null;
        }

        if (Stopwatch.GetElapsedTime(looked) < pace)
        {
            return null;
        }

        var known = reasons(job);
        looked = Stopwatch.GetTimestamp();
        pace = pace * 2 < PaceMax ? pace * 2 : PaceMax;
        return known.Count > 0 && said.Add(string.Join(' ', known.Select(reason => reason.Code)))
            ? $"job {job.Id} waits: {string.Join("; ", known.Select(reason => reason.Reason))}"
            : null;
    }

    /// <summary>Those of a home that is read here.</summary>
    public static StandstillNotes Of(StateDirectory state, NodeOptions node, IHomeReader queries) =>
        new(job => Standstills.Of(state, node, queries, job));
}
