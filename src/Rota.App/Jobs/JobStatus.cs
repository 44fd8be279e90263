using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>A job and the entries of its job file.</summary>
/// <param name="Job">The job.</param>
/// <param name="Tasks">Its entries, in their order.</param>
public sealed record JobStatus(JobView Job, IReadOnlyList<EntryView> Tasks) : View
{
    /// <summary>The jobs that it waits for, or waited for, before it started; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AfterView>? After { get; init; }

    /// <summary>That nobody runs it, and what to type; null where that is not so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}

/// <summary>An entry of a job file: one task, or all those of an array.</summary>
/// <param name="Task">Its id.</param>
/// <param name="Total">How many tasks it has.</param>
/// <param name="States">Its tasks by state.</param>
/// <param name="Held">How many of those that wait are held.</param>
public sealed record EntryView(
    string Task,
    long Total,
    IReadOnlyDictionary<TaskState, long> States,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Held = 0
);
