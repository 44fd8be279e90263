using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Of which jobs the past is told.</summary>
/// <param name="Name">Their name, which is that of the schedule where one makes them; or how it begins.</param>
/// <param name="Limit">How many, the newest.</param>
public sealed record HistoryRequest(string Name, int Limit)
{
    /// <summary>Refuses a past of no runs.</summary>
    /// <exception cref="ProblemException">It is one.</exception>
    public void Check()
    {
        if (Limit < 1)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--limit {Limit}: how many runs, at least 1");
        }
    }
}

/// <summary>The last jobs of one name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Runs">The jobs, newest first.</param>
public sealed record RunHistory(string Name, IReadOnlyList<RunOfName> Runs) : View
{
    /// <summary>How long those took that succeeded, in seconds; null where none did.</summary>
    public RunTimes? Times { get; init; }
}

/// <summary>One of the jobs of a name.</summary>
public sealed record RunOfName
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its state.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was accepted.</summary>
    public required Instant Submitted { get; init; }

    /// <summary>When its first attempt was committed.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>How long it took, or has taken by now; null before it starts.</summary>
    public double? Seconds { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required long Total { get; init; }

    /// <summary>Tasks whose outcome is a failure of any kind, lost ones apart.</summary>
    public required long Failed { get; init; }

    /// <summary>Attempts that ended.</summary>
    public required long Attempts { get; init; }

    /// <summary>That of a stored job.</summary>
    internal static RunOfName Of(JobRow job, Instant now) =>
        new()
        {
            Id = job.Id.Value,
            State = job.State,
            Submitted = job.Submitted,
            Started = job.Started,
            Ended = job.Ended,
            Seconds = job.Started is { } started ? ((job.Ended ?? now) - started).TotalSeconds : null,
            Total = job.Total,
            Failed = job.Failed,
            Attempts = job.Attempts,
        };
}
