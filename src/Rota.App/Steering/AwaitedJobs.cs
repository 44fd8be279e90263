using Rota.App.Jobs;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>How jobs stand when waiting for them is over.</summary>
/// <param name="Jobs">Each, as often as it was named.</param>
public sealed record AwaitedJobs(IReadOnlyList<AwaitedJob> Jobs) : View
{
    /// <summary>Why it is over.</summary>
    internal WaitEnd End { get; init; }
}

/// <summary>A job that was waited for.</summary>
public sealed record AwaitedJob
{
    internal AwaitedJob(JobRow row, Server? server)
    {
        (Id, Job, Served) = (row.Id.Value, row.State, ServedNotes.IsServed(row, server));
        (Done, Total) = (row.Done, row.Total);
        Fate = row.Ended is not null ? null : ServedNotes.Sentence(row, server) ?? GoesOn(server!.Name);
    }

    internal AwaitedJob(JobStatus status, string? server)
    {
        var job = status.Job;
        (Id, Job, Served) = (job.Id, job.State, job.Served);
        (Done, Total) = (job.States.Where(one => one.Key.IsTerminal()).Sum(one => one.Value), job.Total);
        Fate = job.Ended is not null ? null : status.Note ?? GoesOn(server ?? "somebody");
    }

    /// <summary>Its number.</summary>
    public long Id { get; }

    /// <summary>Its state.</summary>
    public string State => Job.WireName();

    /// <summary>Whether somebody runs it; null for one that has ended.</summary>
    public bool? Served { get; }

    /// <summary>Its state.</summary>
    internal JobState Job { get; }

    /// <summary>Tasks that have an outcome.</summary>
    internal long Done { get; }

    /// <summary>How many tasks it has.</summary>
    internal long Total { get; }

    /// <summary>Who goes on with it, or what to type; null for one that has ended.</summary>
    internal string? Fate { get; }

    private static string GoesOn(string server) => $"{server} goes on with it";
}

/// <summary>Why waiting is over.</summary>
internal enum WaitEnd
{
    /// <summary>The jobs have ended.</summary>
    Ended,

    /// <summary>Whoever waited does not any more.</summary>
    Left,

    /// <summary>It took longer than was waited for.</summary>
    TimedOut,
}
