using System.Text.Json.Serialization;
using Rota.App.Schedules;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.App.Planning;

/// <summary>What submitting a job would do.</summary>
public sealed record PlanView : View
{
    /// <summary>How many of the next instants of a schedule are shown.</summary>
    internal const int RunsShown = 3;
    private const int EntriesShown = 12;

    internal PlanView(JobSpec job, Plan plan)
    {
        var levels = Planning.Levels.All(job);
        (Plan, Name, Tasks, Levels) = (plan.Id, job.Name, job.TaskCount, Planning.Levels.Count(levels));
        Misfits = [.. plan.Misfits.Select(ByteText.Visible)];
        Waits = plan.Waits;
        NotBefore = job.NotBefore?.At;
        After = job.After.IsEmpty
            ? null
            : [.. job.After.Select(need => $"{need.Job}:{AfterWords.Name(need.Condition)}")];
        (Directory, EntryCount) = (ByteText.Visible(job.Directory), job.Tasks.Length);
        Params = job.Params.IsEmpty ? null : job.Params;
        EstimateSeconds = plan.Estimate()?.TotalSeconds;
        Entries =
        [
            .. job
                .Tasks.Take(EntriesShown)
                .Select(
                    (task, group) =>
                        new PlanEntry
                        {
                            Level = levels[group],
                            Id = task.Id,
                            Tasks = task.Expansion.Count,
                            Needs = [.. task.Needs.Select(need => job.Tasks[need.Task].Id)],
                            First = task.Expansion.Count > 0 ? plan.CommandOf(group, 0) : "",
                            Starts = PlanStarts.Of(job.Policies[task.Policy]),
                            Last = task.Expansion.Count > 1 ? plan.CommandOf(group, task.Expansion.Count - 1) : null,
                        }
                ),
        ];
    }

    [JsonConstructor]
    internal PlanView() { }

    /// <summary>Names the plan: another job, or another machine, has another.</summary>
    public string Plan { get; init; } = "";

    /// <summary>Name of the job.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many tasks it has.</summary>
    public long Tasks { get; init; }

    /// <summary>How many steps its graph is deep.</summary>
    public int Levels { get; init; }

    /// <summary>Whether all of it can run here.</summary>
    public bool Fits => Misfits.Count == 0;

    /// <summary>What can never run here, each in a sentence.</summary>
    public IReadOnlyList<string> Misfits { get; init; } = [];

    /// <summary>
    /// What would wait because no node has the labels that it requires, each in a sentence; null for nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Waits { get; init; }

    /// <summary>
    /// What would run where now; null on a machine without other nodes, and of a job that starts later.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlacementView? Now { get; init; }

    /// <summary>Its parameters with the values that they have; null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Params { get; init; }

    /// <summary>The next instants of its schedule; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Instant>? Next { get; init; }

    /// <summary>Whether it would be refused for the schedule that has its name; null where none has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Refused => Change?.IsRefused;

    /// <summary>What it would change about that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Changes { get; init; }

    /// <summary>The moment before which nothing of it would start; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? NotBefore { get; init; }

    /// <summary>The jobs that it would wait for, each as it is asked for; null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? After { get; init; }

    /// <summary>Where its tasks start.</summary>
    public string Directory { get; init; } = "";

    /// <summary>How many entries it has.</summary>
    public int EntryCount { get; init; }

    /// <summary>Its first entries.</summary>
    public IReadOnlyList<PlanEntry> Entries { get; init; } = [];

    /// <summary>The shortest it can take; null where it has no recorded durations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EstimateSeconds { get; init; }

    /// <summary>When it would be submitted by itself; null without a schedule.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlannedSchedule? Schedule { get; init; }

    /// <summary>What registering it would change; null where nothing has its name.</summary>
    [JsonIgnore]
    public RegistrationChange? Change =>
        Changes is { } changes ? new RegistrationChange(Name, Schedule is { Replaces: true }, changes) : null;
}
