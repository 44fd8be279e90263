using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Store.Rules;

/// <summary>What somebody is told who knows the states of a job's tasks up to a change.</summary>
public static class StateRule
{
    /// <summary>Tasks that are told one by one: of more, all states together are less to send.</summary>
    public const int TouchedMax = 20_000;

    /// <summary>What became of them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="groups">Its entries.</param>
    /// <param name="seen">The change that is known.</param>
    /// <param name="newest">The newest change of the job's partition.</param>
    /// <param name="after">The changes in between.</param>
    /// <param name="stateOf">The state of a touched task, by its entry and ordinal.</param>
    public static StatesAfter After(
        JobId job,
        IReadOnlyList<GroupRow> groups,
        long seen,
        long newest,
        ChangesAfter after,
        Func<int, int, TaskState?> stateOf
    )
    {
        var counts = new long[States.Count];
        foreach (var group in groups)
        {
            for (var state = 0; state < counts.Length; state++)
            {
                counts[state] += group.Counts[state];
            }
        }

        (int Group, int Index)[] touched =
        [
            .. after.Changes.Select(one => PlaceOf(one.Change, job)).OfType<(int, int)>().Distinct(),
        ];
        if (after.IsCut || seen > newest || touched.Length > TouchedMax)
        {
            return new StatesAfter(newest, IsCut: true, [], counts);
        }

        var offsets = Offsets(groups);
        var runs = touched
            .Where(task => task.Group < groups.Count && task.Index < groups[task.Group].Next)
            .Select(task =>
                stateOf(task.Group, task.Index) is { } state
                    ? new StateRun(offsets[task.Group] + task.Index, 1, state)
                    : (StateRun?)null
            )
            .OfType<StateRun>()
            .Concat(groups.Where(group => group.Next < group.Total).Select(group => Rest(group, offsets)));
        return new StatesAfter(newest, IsCut: false, [.. runs], counts);
    }

    /// <summary>Where the tasks of each entry begin among all of the job.</summary>
    public static int[] Offsets(IReadOnlyList<GroupRow> groups)
    {
        var offsets = new int[groups.Count];
        for (var at = 1; at < offsets.Length; at++)
        {
            offsets[at] = offsets[at - 1] + groups[at - 1].Total;
        }

        return offsets;
    }

    private static StateRun Rest(GroupRow group, int[] offsets) =>
        new(offsets[group.Ordinal] + group.Next, group.Total - group.Next, group.Rest);

    private static (int Group, int Index)? PlaceOf(Change change, JobId job) =>
        change switch
        {
            Change.OfAttempt one when change.Job == job => (one.Task.Group, one.Task.Index),
            Change.OfTask one when change.Job == job => (one.Task.Group, one.Task.Index),
            _ => null,
        };
}
