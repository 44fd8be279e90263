using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>
/// A task named as lists and tags show it, <c>train[lr=0.1,seed=3]</c>: what is on the screen can be typed.
/// </summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="Attempt">The attempt that follows it (<c>work[17].2</c>); null for the latest.</param>
internal readonly record struct LabelledTask(int Group, int Index, int? Attempt)
{
    private const int NamedMax = 3;

    /// <summary>The one that is meant; null where the text is written in another way.</summary>
    /// <exception cref="ProblemException">It is shown for none of the tasks, or for several.</exception>
    public static LabelledTask? Find(JobId job, JobSpec spec, string text)
    {
        var end = text.LastIndexOf(']');
        if (end < 0 || AttemptIn(text[(end + 1)..]) is not { } attempt)
        {
            return null;
        }

        var label = text[..(end + 1)];
        if (!spec.Tasks.Any(task => label.StartsWith(task.Id + "[", StringComparison.Ordinal)))
        {
            return null;
        }

        var found = Shown(spec, label) is [_, ..] shown ? shown : Meant(spec, label);
        return found switch
        {
            [var (group, index)] => new LabelledTask(group, index, attempt == 0 ? null : attempt),
            [] => throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"job {job} has no task {label}",
                $"see their indices: rota tasks {job} --output json"
            ),
            _ => throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"{label} is the name, the value or the index of {Words.Count(found.Length, "task")} of job {job}",
                "name one by its index: "
                    + string.Join(
                        ", ",
                        found.Take(NamedMax).Select(one => Named(job, spec.Tasks[one.Group], one.Index))
                    )
            ),
        };
    }

    /// <summary>The tasks that are shown so.</summary>
    private static (int Group, int Index)[] Shown(JobSpec spec, string label) =>
        [
            .. from @group in Enumerable.Range(0, spec.Tasks.Length)
            let task = spec.Tasks[@group]
            where label.StartsWith(task.Id + "[", StringComparison.Ordinal)
            from index in Enumerable.Range(0, task.Expansion.Count)
            where TaskLabel.Of(task, index) == label
            select (@group, index),
        ];

    /// <summary>
    /// Those that a person may mean who writes one text in the brackets: the index of a task, or its only value without
    /// the name.
    /// </summary>
    private static (int Group, int Index)[] Meant(JobSpec spec, string label) =>
        [
            .. (
                from @group in Enumerable.Range(0, spec.Tasks.Length)
                let task = spec.Tasks[@group]
                where label.StartsWith(task.Id + "[", StringComparison.Ordinal)
                let inside = label[(task.Id.Length + 1)..^1]
                let index = long.TryParse(inside, out var number) ? task.Expansion.Ordinal(number) : null
                from ordinal in (index is { } one && task.Expansion.IsIndexed ? [one] : Array.Empty<int>()).Concat(
                    Valued(task, inside)
                )
                select (@group, ordinal)
            ).Distinct(),
        ];

    private static IEnumerable<int> Valued(TaskSpec task, string value) =>
        new TaskParameters(task) is { Count: 1 } parameters
            ? Enumerable.Range(0, task.Expansion.Count).Where(ordinal => parameters.Value(0, ordinal) == value)
            : [];

    private static string Named(JobId job, TaskSpec task, int index) =>
        $"{Words.Address(job, task, index)} ({TaskLabel.Of(task, index)})";

    /// <summary>0 where nothing follows the label; null where what follows is no attempt.</summary>
    private static int? AttemptIn(string rest) =>
        rest.Length == 0 ? 0
        : rest[0] == '.' && int.TryParse(rest[1..], out var number) && number > 0 ? number
        : null;
}
