using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Problems;

namespace Rota.App.Jobs;

/// <summary>Tasks that are named by values of their parameters: <c>--where lr=0.1,seed=3</c>.</summary>
internal static class ChosenTasks
{
    private const int ValuesMax = 8;
    private const int ComparedMax = 10_000;

    /// <summary>Those of an address that have the values; where it is one, the address of that one.</summary>
    /// <exception cref="ProblemException">There are none, or no task has such a parameter.</exception>
    public static TaskAddress In(TaskAddress address, string? where)
    {
        if (where is null)
        {
            return address;
        }

        if (!ParameterChoice.TryParse(where, out var choice))
        {
            throw new ProblemException(ProblemCodes.Usage, $"--where {where}", ParameterChoice.Form);
        }

        var chosen = address with { Where = choice };
        return All(chosen).Take(2).ToArray() switch
        {
            [] => throw None(address, choice),
            [var (group, index)] => chosen with { Group = group, Index = index },
            _ => chosen,
        };
    }

    /// <summary>All of an address, in their order.</summary>
    public static IEnumerable<(int Group, int Index)> All(TaskAddress address) =>
        from @group in Groups(address)
        from index in Ordinals(address, @group)
        select (@group, index);

    private static IEnumerable<int> Groups(TaskAddress address) =>
        address.Group is { } only ? [only] : Enumerable.Range(0, address.Spec.Tasks.Length);

    private static IEnumerable<int> Ordinals(TaskAddress address, int group)
    {
        var task = address.Spec.Tasks[group];
        return address.Index is { } index
            ? address.Has(group, index)
                ? [index]
                : []
            : address.Where is { } choice
                ? choice.Of(task)
                : Enumerable.Range(0, task.Expansion.Count);
    }

    private static ProblemException None(TaskAddress address, ParameterChoice choice)
    {
        var tasks = Groups(address).Select(group => address.Spec.Tasks[group]).ToArray();
        string[] names = [.. tasks.SelectMany(task => new TaskParameters(task).Names).Distinct()];
        if (choice.Pairs.Select(pair => pair.Name).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            return new ProblemException(
                ProblemCodes.NoSuchTask,
                $"no task of job {address.Job.Id} has a parameter {unknown}",
                names.Length == 0 ? $"its tasks have none; see them: rota tasks {address.Job.Id}"
                    : Nearest.Of(unknown, names) is { } nearest ? $"did you mean {nearest}?"
                    : "parameters: " + string.Join(", ", names.Take(ValuesMax))
            );
        }

        return new ProblemException(
            ProblemCodes.NoSuchTask,
            $"no task of job {address.Job.Id} has {choice}",
            [
                .. choice.Pairs.Select(pair => Hint(tasks, pair)).OfType<string>(),
                $"see them: rota tasks {address.Job.Id}",
            ]
        );
    }

    /// <summary>What a parameter can be; null where it can be what was written.</summary>
    private static string? Hint(TaskSpec[] tasks, (string Name, string Value) pair)
    {
        var values = tasks.SelectMany(task => Values(task, pair.Name)).Distinct().Take(ComparedMax).ToArray();
        var more = values.Length > ValuesMax ? ", …" : "";
        return values.Contains(pair.Value) ? null
            : Nearest.Of(pair.Value, values) is { } nearest ? $"{pair.Name}: did you mean {nearest}?"
            : $"{pair.Name} is one of {string.Join(", ", values.Take(ValuesMax))}{more}";
    }

    private static IEnumerable<string> Values(TaskSpec task, string name)
    {
        var parameters = new TaskParameters(task);
        return parameters.Find(name) is { } found
            ? Enumerable.Range(0, task.Expansion.Count).Select(ordinal => parameters.Value(found, ordinal))
            : [];
    }
}
