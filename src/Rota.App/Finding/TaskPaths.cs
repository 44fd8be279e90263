using Rota.Core.Filters;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Finding;

/// <summary>
/// How tasks are found without looking at all of them: those that did not succeed have indexes, and what tells of
/// parameters and indices is known of a task before its row is read.
/// </summary>
internal sealed class TaskPaths
{
    private readonly IHomeReader queries;
    private readonly JobRow job;
    private readonly JobSpec spec;
    private readonly TaskScope scope;
    private readonly IReadOnlyDictionary<NodeId, string> nodes;
    private readonly Instant now;
    private readonly IReadOnlyList<GroupRow> groups;
    private readonly bool hasHeld;
    private readonly Filter<TaskFacts> ofSpec;
    private readonly TaskState[]? states;

    /// <summary>The path to what a filter means.</summary>
    public TaskPaths(
        IHomeReader queries,
        JobRow job,
        JobSpec spec,
        TaskScope scope,
        Filter<TaskFacts> filter,
        Instant now
    )
    {
        (this.queries, this.job, this.spec, this.scope, this.now) = (queries, job, spec, scope, now);
        nodes = queries.NodeNames();
        groups = queries.Groups(job.Id);
        hasHeld = groups.Any(group => !group.Held.IsEmpty);
        ofSpec = filter with { Terms = [.. filter.Terms.Where(term => TaskFields.IsOfSpec(term.Field.Name))] };
        var allowed = Enum.GetValues<TaskState>().Where(state => Allows(filter, state)).ToArray();
        states = allowed.Length < States.Count ? allowed : null;
        var isByState = states?.Contains(TaskState.Succeeded) == false;
        var isBySpec = ofSpec.Terms.Length > 0 || scope is not { Group: null, Index: null, Where: null };
        var others = filter.Terms.Where(term =>
            !TaskFields.IsOfSpec(term.Field.Name) && !(isByState && term.Field.Name == "state")
        );
        IsServed = !others.Any();
        Index =
            isByState ? IndexOf(states!)
            : isBySpec ? "parameters"
            : IsServed ? "tasks"
            : null;
    }

    /// <summary>Which index serves it; null for none.</summary>
    public string? Index { get; }

    /// <summary>Whether that index has just the tasks that are meant.</summary>
    public bool IsServed { get; }

    /// <summary>The key of a task, by which pages go on.</summary>
    public static long KeyOf(TaskFacts task) => ((long)task.Row.Group << 32) | (uint)task.Row.Index;

    /// <summary>The tasks after one, in their order: all that are meant, and others.</summary>
    public IEnumerable<TaskFacts> After(long? key)
    {
        var (first, from) = key is { } last ? ((int)(last >> 32), (int)(uint)last + 1) : (0, 0);
        return groups
            .Where(group => group.Ordinal >= first && (scope.Group ?? group.Ordinal) == group.Ordinal)
            .SelectMany(group => Of(group, group.Ordinal == first ? from : 0));
    }

    private IEnumerable<TaskFacts> Of(GroupRow group, int from)
    {
        var task = spec.Tasks[group.Ordinal];
        var isAny = ofSpec.Terms.Length == 0 && scope is { Index: null, Where: null };
        if (states?.Contains(TaskState.Succeeded) == false || isAny)
        {
            return queries
                .Tasks.From(job.Id, group, from, states)
                .Where(row => isAny || IsMeant(task, row.Group, row.Index))
                .Select(row => Facts(task, group, row));
        }

        var ordinals = scope.Index is { } only
            ? Enumerable.Range(only, only >= from ? 1 : 0)
            : Enumerable.Range(from, Math.Max(0, group.Total - from));
        return ordinals
            .Where(index => IsMeant(task, group.Ordinal, index))
            .Select(index => Facts(task, group, queries.Tasks.Find(job.Id, group, index)!.Value));
    }

    /// <summary>Asked before its row is read.</summary>
    private bool IsMeant(TaskSpec task, int group, int index) =>
        (scope.Index ?? index) == index
        && scope.Where?.Has(task, index) != false
        && ofSpec.Has(
            new TaskFacts(
                task,
                new TaskRow
                {
                    Group = group,
                    Index = index,
                    State = default,
                },
                default,
                nodes,
                now
            ),
            now
        );

    /// <summary>What waits in a paused job, or is held, is stored as waiting, and shown as paused.</summary>
    private TaskFacts Facts(TaskSpec task, GroupRow group, TaskRow row)
    {
        var isHeld = group.Held.Contains(row.Index) && row.State < TaskState.Succeeded && !row.State.IsLive();
        return new TaskFacts(task, row, isHeld ? TaskState.Paused : Shown(row.State), nodes, now) { IsHeld = isHeld };
    }

    private TaskState Shown(TaskState state) =>
        job.State == JobState.Paused && state is TaskState.Ready or TaskState.Blocked ? TaskState.Paused : state;

    /// <summary>What a stored state is shown as: where tasks are held, one of two.</summary>
    private IEnumerable<TaskState> ShownAs(TaskState state) =>
        hasHeld && state < TaskState.Succeeded && !state.IsLive() ? [Shown(state), TaskState.Paused] : [Shown(state)];

    /// <summary>What ended with another exit code than 0 did not succeed.</summary>
    private bool Allows(Filter<TaskFacts> filter, TaskState state) =>
        ShownAs(state).Any(shown => filter.Allows("state", FieldValue.Of(shown.WireName())))
        && (state != TaskState.Succeeded || filter.Allows("exit", FieldValue.Of(0)));

    private static string IndexOf(TaskState[] states) =>
        states.All(state => state > TaskState.Succeeded) ? "tasks-failed"
        : states.All(state => state < TaskState.Succeeded) ? "tasks-open"
        : "tasks-not-succeeded";
}
