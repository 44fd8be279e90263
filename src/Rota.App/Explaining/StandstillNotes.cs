using System.Diagnostics;
using Rota.App.Serving;
using Rota.Core.Scheduling.Explanations;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>
/// Notices that nothing runs of a job that somebody waits for, and gives the reasons in the words of
/// <c>rota explain</c>, each once. That nobody serves the job is said elsewhere: who follows a job serves it.
/// </summary>
internal sealed class StandstillNotes(StateDirectory state, NodeOptions node, IHomeReader queries)
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

        var reasons = Reasons(job);
        looked = Stopwatch.GetTimestamp();
        pace = pace * 2 < PaceMax ? pace * 2 : PaceMax;
        return reasons.Count > 0 && said.Add(string.Join(' ', reasons.Select(reason => reason.Code)))
            ? $"job {job.Id} waits: {string.Join("; ", reasons.Select(reason => reason.Sentence))}"
            : null;
    }

    private IReadOnlyList<ReasonView> Reasons(JobRow job)
    {
        if (ServedNotes.IsServed(job, Served.By(state, queries)) != true)
        {
            return [];
        }

        var reconciler = Reconstruction.Of(queries, node, job.Id);
        return reconciler.Jobs.TryGetValue(job.Id, out var active)
            ? [.. Standstill.Of(reconciler, active, isServed: true).Select(ReasonWords.Of)]
            : [];
    }
}
