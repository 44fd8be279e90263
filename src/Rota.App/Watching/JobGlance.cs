using System.Text.Json.Serialization;
using Rota.App.Jobs;
using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Watching;

/// <summary>A job by its counters.</summary>
public sealed record JobGlance
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its state, as its last runner wrote it.</summary>
    public required JobState State { get; init; }

    /// <summary>Whether somebody runs it now; null for one that has ended.</summary>
    public bool? Served { get; init; }

    /// <summary>Its queue, or null.</summary>
    public string? Queue { get; init; }

    /// <summary>Higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>When it was accepted.</summary>
    public required Instant Submitted { get; init; }

    /// <summary>When its first attempt was committed.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required long Total { get; init; }

    /// <summary>Tasks that have an outcome.</summary>
    public required long Done { get; init; }

    /// <summary>Tasks with a process.</summary>
    public required long Running { get; init; }

    /// <summary>Tasks that have neither a process nor an outcome.</summary>
    public required long Waiting { get; init; }

    /// <summary>Tasks whose outcome is a failure of any kind, lost ones apart.</summary>
    public required long Failed { get; init; }

    /// <summary>Attempts that ended.</summary>
    public required long Attempts { get; init; }

    /// <summary>Tasks by state.</summary>
    public required IReadOnlyDictionary<TaskState, long> States { get; init; }

    /// <summary>The state for people, where that says more than its word.</summary>
    [JsonInclude]
    [JsonPropertyName("state_words")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? MoreWords { get; init; }

    /// <summary>The state for people.</summary>
    [JsonIgnore]
    internal string StateWords => MoreWords ?? State.WireName();

    /// <summary>The glance of a stored job.</summary>
    internal static JobGlance Of(IHomeReader queries, JobRow job, Server? server, Instant now) =>
        new()
        {
            Id = job.Id.Value,
            Name = job.Name,
            State = job.State,
            Served = ServedNotes.IsServed(job, server),
            MoreWords = Jobs.StateWords.More(queries, job, server, now),
            Queue = job.Queue,
            Priority = job.Priority,
            Submitted = job.Submitted,
            Started = job.Started,
            Ended = job.Ended,
            Total = job.Total,
            Done = job.Done,
            Running = job.Running,
            Waiting = job.Waiting,
            Failed = job.Failed,
            Attempts = job.Attempts,
            States = TaskCounts.Of(job.Counts),
        };
}
