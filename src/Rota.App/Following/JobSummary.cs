using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>How a job ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="Tasks">How its tasks ended.</param>
/// <param name="Attempts">Attempts of them.</param>
/// <param name="WallSeconds">How long it took.</param>
public sealed record JobSummary(EndedJob Job, EndedTaskCounts Tasks, long Attempts, double WallSeconds) : View
{
    /// <summary>That of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isNew">Whether it was accepted for this; null where it had been before.</param>
    /// <param name="now">The end of one that has none.</param>
    internal static JobSummary Of(JobRow job, bool? isNew, Instant now)
    {
        var wall = (job.Ended ?? now) - (job.Started ?? job.Submitted);
        return new JobSummary(
            new EndedJob(job.Id.Value, job.Name, job.State.WireName(), isNew),
            new EndedTaskCounts(
                job.Total,
                job.In(TaskState.Succeeded),
                job.Failed,
                job.In(TaskState.Cancelled),
                job.In(TaskState.Skipped),
                job.In(TaskState.Lost)
            ),
            job.Attempts,
            Math.Round(wall.TotalSeconds, 6)
        )
        {
            Wall = wall,
        };
    }

    /// <summary>Its slowest tasks, where they were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SlowTask>? Slowest { get; init; }

    /// <summary>How long it took, to the last digit.</summary>
    internal TimeSpan Wall { get; private init; }
}

/// <summary>A job that ended.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="New">Whether it was accepted for this; null where it had been before.</param>
public sealed record EndedJob(
    long Id,
    string Name,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? New
);

/// <summary>How the tasks of a job ended.</summary>
/// <param name="Total">All.</param>
/// <param name="Succeeded">Those that did what they should.</param>
/// <param name="Failed">Those whose outcome is a failure.</param>
/// <param name="Cancelled">Those that somebody ended.</param>
/// <param name="Skipped">Those that never ran.</param>
/// <param name="Lost">Those of which nobody knows.</param>
public sealed record EndedTaskCounts(long Total, long Succeeded, long Failed, long Cancelled, long Skipped, long Lost);
