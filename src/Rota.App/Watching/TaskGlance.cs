using System.Text.Json.Serialization;
using Rota.App.Jobs;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Watching;

/// <summary>A task, as far as a line shows it.</summary>
public sealed record TaskGlance
{
    /// <summary>Its job.</summary>
    public required long Job { get; init; }

    /// <summary>How every verb takes it: <c>42.train.3</c>.</summary>
    public required string Address { get; init; }

    /// <summary>How people know it, with its variables.</summary>
    public required string Label { get; init; }

    /// <summary>Its state.</summary>
    public required TaskState State { get; init; }

    /// <summary>Which attempt is live or was the latest; 0 for none.</summary>
    public required int Attempt { get; init; }

    /// <summary>When that attempt started.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Why it ended as it did, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>What it says of how far it is, while it runs.</summary>
    public string? Progress { get; init; }

    /// <summary>How much of it is done by what it says, from 0 to 1; null where it says no such number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Share { get; init; }

    /// <summary>What it holds of its machine while it runs; null where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldGlance? Holds { get; init; }

    /// <summary>The machine of the cell that it runs on; null for that of the home, and where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Node { get; init; }

    /// <summary>The glance of a task.</summary>
    internal static TaskGlance Of(TaskPlaces places, JobId job, TaskSpec task, TaskRow row)
    {
        var progress = ReportedProgress.Of(places, row);
        return new TaskGlance
        {
            Job = job.Value,
            Address = Words.Address(job, task, row.Index),
            Label = Words.Task(task, row.Index),
            State = row.State,
            Attempt = row.Attempt,
            Started = row.Started,
            Ended = row.Ended,
            Reason = ShownText.Of(row.Reason),
            Progress = ShownText.Of(progress),
            Share = ProgressShare.Of(progress),
        };
    }
}
