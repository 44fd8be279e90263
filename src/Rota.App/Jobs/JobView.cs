using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>A job.</summary>
public sealed record JobView
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its state, as its last runner wrote it.</summary>
    public required JobState State { get; init; }

    /// <summary>Whether somebody runs it now; null for one that has ended.</summary>
    public bool? Served { get; init; }

    /// <summary>Whether tasks may be added to it: it does not end before it is sealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Open { get; init; }

    /// <summary>Its state for people, where that says more than its word: what it waits for.</summary>
    [JsonInclude]
    [JsonPropertyName("state_words")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal string? MoreWords { get; init; }

    /// <summary>Its state for people.</summary>
    [JsonIgnore]
    public string StateWords => MoreWords ?? State.WireName();

    /// <summary>Why it stopped, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The bytes of the reason where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; init; }

    /// <summary>Higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>How many of its tasks may run at a time; null for as many as there is room for.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>Its queue, or null.</summary>
    public string? Queue { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>When it was accepted.</summary>
    public required Instant Submitted { get; init; }

    /// <summary>The moment before which nothing of it starts, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? NotBefore { get; init; }

    /// <summary>When its first attempt was committed.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>How long it took, or has taken by now; null before it starts.</summary>
    public double? Seconds { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required long Total { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Tasks whose outcome is a failure of any kind, lost ones apart.</summary>
    public required long Failed { get; init; }

    /// <summary>Tasks with a process.</summary>
    public required long Running { get; init; }

    /// <summary>Attempts that ended.</summary>
    public required long Attempts { get; init; }

    /// <summary>Tasks by state.</summary>
    public required IReadOnlyDictionary<TaskState, long> States { get; init; }

    /// <summary>One job whose stored form is damaged must not hide the others.</summary>
    private static int? LimitOf(IHomeReader queries, JobRow job)
    {
        try
        {
            return queries.MaxParallel(job.Id);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The view of a stored job.</summary>
    internal static JobView Of(IHomeReader queries, JobRow job, Server? server, Instant now) =>
        new()
        {
            Id = job.Id.Value,
            Name = job.Name,
            State = job.State,
            Served = ServedNotes.IsServed(job, server),
            MoreWords = Jobs.StateWords.More(queries, job, server, now),
            Open = job.IsOpen && job.Ended is null,
            Reason = ShownText.Of(job.Reason),
            ReasonBase64 = ShownText.Bytes(job.Reason),
            Priority = job.Priority,
            MaxParallel = LimitOf(queries, job),
            Queue = job.Queue,
            Tags = JsonSerializer.Deserialize(job.Tags, JobJson.Default.DictionaryStringString)!,
            Submitted = job.Submitted,
            NotBefore = job.NotBefore,
            Started = job.Started,
            Ended = job.Ended,
            Seconds = job.Started is { } started ? ((job.Ended ?? now) - started).TotalSeconds : null,
            Total = job.Total,
            Succeeded = job.In(TaskState.Succeeded),
            Failed = job.Failed,
            Running = job.Running,
            Attempts = job.Attempts,
            States = TaskCounts.Of(job.Counts),
        };
}
