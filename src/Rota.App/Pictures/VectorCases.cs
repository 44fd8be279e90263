using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.App.Pictures;

/// <summary>
/// All tasks of a job at a glance: a byte for each, the tasks of the first entry first. A picture of a million of them
/// needs no more.
/// </summary>
public static class VectorCases
{
    /// <summary>
    /// Up to which change of its partition a job is known now: while it is the same, so are all pictures.
    /// </summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static long Position(Site site, string job)
    {
        using var home = site.Open().Read();
        return home.Changes.Newest(Partition.Of(JobAddress.Look(home, job).Id));
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static TaskVector Of(Site site, VectorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var home = site.Open().Read();
        var job = JobAddress.Look(home, request.Job).Id;
        if (request.By == TaskColour.State)
        {
            var states = home.Changes.States(job);
            return new TaskVector(states.Position, states.States);
        }

        // The position first: what comes in between is in the picture, and is told again.
        var position = home.Changes.Newest(Partition.Of(job));
        return new TaskVector(position, Coloured(home, job, request.By));
    }

    /// <summary>What became of the states after a position.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static StateChanges After(Site site, string job, long position)
    {
        using var home = site.Open().Read();
        return StateChanges.Of(home.Changes.StatesAfter(JobAddress.Look(home, job).Id, position));
    }

    /// <summary>The last attempt of a task that ended gives its colour.</summary>
    private static byte[] Coloured(IHomeReader home, JobId job, TaskColour by)
    {
        var groups = home.Groups(job);
        var offsets = StateRule.Offsets(groups);
        var values = new byte[groups.Sum(group => group.Total)];
        foreach (var attempt in home.Attempts.Figures(job))
        {
            // One of a task that was added since the entries were read is told the next time.
            if (attempt.Group < groups.Count && attempt.Index < groups[attempt.Group].Total)
            {
                values[offsets[attempt.Group] + attempt.Index] = ValueOf(attempt, by);
            }
        }

        return values;
    }

    private static byte ValueOf(AttemptFigures attempt, TaskColour by) =>
        by switch
        {
            TaskColour.Duration => DurationByte.Of(attempt.Started, attempt.Ended),
            TaskColour.Attempt => (byte)Math.Min(attempt.Number, byte.MaxValue),
            _ => (byte)(attempt.Signal is { } signal ? 128 + signal : attempt.ExitCode ?? 0),
        };
}
