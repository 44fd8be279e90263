using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Logs.Streams;

/// <summary>The attempt whose streams are meant.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Number">Which of the task; 0 where none has begun.</param>
/// <param name="Row">The task as it stands.</param>
internal sealed record StreamAddress(TaskKey Task, int Number, TaskRow Row)
{
    /// <summary>Whether it runs: then its streams may grow.</summary>
    public bool IsLive => Row.LiveAttempt != 0 && Row.Attempt == Number && Row.Scratch != 0;

    /// <summary>Finds it: the one that is named, else the last that has begun.</summary>
    /// <exception cref="ProblemException">The address names no task, or more than one.</exception>
    public static StreamAddress Find(IHomeReader home, string text)
    {
        var address = TaskAddress.Look(home, text);
        var groups = home.Groups(address.Job.Id);
        if (
            (address.Group ?? OnlyGroup(groups)) is not { } group
            || (address.Index ?? OnlyIndex(groups[group])) is not { } index
        )
        {
            throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"{text} is more than one task, and a stream is of one",
                $"name one by its index: see rota tasks {address.Job.Id}"
            );
        }

        var row = home.Tasks.Find(address.Job.Id, groups[group], index)!.Value;

        // One that is decided has no output before it starts.
        var begun = row is { LiveAttempt: not 0, Scratch: 0 } ? row.Attempt - 1 : row.Attempt;
        return new StreamAddress(new TaskKey(address.Job.Id, group, index), address.Attempt ?? begun, row);
    }

    private static int? OnlyGroup(IReadOnlyList<GroupRow> groups) => groups.Count == 1 ? 0 : null;

    private static int? OnlyIndex(GroupRow group) => group.Total == 1 ? 0 : null;
}
