using System.Collections.Immutable;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Notifying;

namespace Rota.Core.Jobs;

/// <summary>What a user submitted, checked and complete: nothing a task needs is looked up later.</summary>
public sealed record JobSpec
{
    /// <summary>The name people see. Not unique.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The number of the system user whose it is: its tasks run as them. Only who knows the submitter sets it; null for
    /// a job that runs as whoever serves the state.
    /// </summary>
    public long? Owner { get; init; }

    /// <summary>The named queue, or null for the default one.</summary>
    public string? Queue { get; init; }

    /// <summary>Path of the scope whose budget counts what its tasks take, or null for the root's.</summary>
    public string? Budget { get; init; }

    /// <summary>Higher first, strict. Default: 0.</summary>
    public int Priority { get; init; }

    /// <summary>Free labels, by which jobs are listed.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Parameters after defaults and <c>--param</c>, by name.</summary>
    public ImmutableSortedDictionary<string, string> Params { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The submitter's environment with the job's own on top, whose values may hold templates.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Those of <see cref="Environment"/> that the submission itself states, as they are written: <c>${env.X}</c> in
    /// them still stands for what was captured. All others are captured.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Stated { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What else its tasks have of the submitter; null where nobody captured it.</summary>
    public ProcessSettings? Process { get; init; }

    /// <summary>Variables that every attempt must get when it starts; their values are never stored.</summary>
    public ImmutableArray<Secret> Secrets { get; init; } = [];

    /// <summary>
    /// Names of the submitter's variables that look like secrets and are not stored: an attempt gets those that the
    /// process has that runs it.
    /// </summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Where the job was submitted: the directory relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>Most tasks of this job at a time, or null for no limit but the node's.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>
    /// What <see cref="MaxParallel"/> was before <c>rota parallel</c> changed it; null where it did not.
    /// </summary>
    public SubmittedLimit? SubmittedParallel { get; init; }

    /// <summary>Failures after which no more tasks start, or null for no limit.</summary>
    public FailureLimit? MaxFailures { get; init; }

    /// <summary>The time between two starts of its tasks at least, or null.</summary>
    public TimeSpan? Spacing { get; init; }

    /// <summary>Jobs that must have ended before anything of this one starts.</summary>
    public ImmutableArray<JobNeed> After { get; init; } = [];

    /// <summary>The moment before which nothing of it starts, or null.</summary>
    public StartMoment? NotBefore { get; init; }

    /// <summary>
    /// The instant that a run of a schedule stands for, on the clock of that; null for a job without one.
    /// </summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Whether tasks may be added to it: it does not end before it is sealed.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What was added to it since it was submitted, in order.</summary>
    public ImmutableArray<Addition> Additions { get; init; } = [];

    /// <summary>Whom to tell of what.</summary>
    public ImmutableArray<NotifyRule> Notify { get; init; } = [];

    /// <summary>Factor on the recorded durations that a replay is compared with, or null.</summary>
    public double? TimeScale { get; init; }

    /// <summary>What tasks share: most jobs have one, whatever their number of tasks.</summary>
    public required ImmutableArray<TaskPolicy> Policies { get; init; }

    /// <summary>The task entries, in the order of the file. Each expands to one or more tasks.</summary>
    public required ImmutableArray<TaskSpec> Tasks { get; init; }

    /// <summary>The same with another policy of one entry, which others may share: theirs stays.</summary>
    public JobSpec With(int entry, TaskPolicy policy)
    {
        var task = Tasks[entry];
        return Policies[task.Policy].Equals(policy)
            ? this
            : this with
            {
                Policies = Policies.Add(policy),
                Tasks = Tasks.SetItem(entry, task with { Policy = Policies.Length }),
            };
    }

    /// <summary>The same with more tasks in an entry; null where they are there already, or of another kind.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="more">What the new ones are made of.</param>
    /// <param name="request">The request that adds them.</param>
    /// <param name="key">Idempotency key, or null.</param>
    public JobSpec? With(int entry, Expansion more, long request, string? key)
    {
        var task = Tasks[entry];
        var isThere = Additions.Any(known => known.Request == request || (key is not null && known.Key == key));
        return !isThere && task.Expansion.Grown(more) is { } grown
            ? this with
            {
                Tasks = Tasks.SetItem(entry, task with { Expansion = grown }),
                Additions = Additions.Add(new Addition(request, key, entry, task.Expansion.Count, more.Count)),
            }
            : null;
    }

    /// <summary>How many tasks all entries expand to.</summary>
    public long TaskCount => Tasks.Sum(task => (long)task.Expansion.Count);
}
