using Rota.Core.Jobs;

namespace Rota.Bench.Worlds;

/// <summary>Jobs to measure with. Their commands are never run: the executor only says that they were.</summary>
internal static class BenchJobs
{
    private static readonly Command True = new() { Kind = CommandKind.Argv, Words = ["true"] };

    /// <summary>An array of tasks.</summary>
    public static JobSpec Array(int tasks) =>
        Job([
            new TaskSpec
            {
                Id = "a",
                Command = True,
                Expansion = new Expansion.Array([new NumberRange(0, tasks - 1)]),
            },
        ]);

    /// <summary>Pairs of a task (even position) and its dependant (the position after it).</summary>
    public static JobSpec Pairs(int pairs) =>
        Job([
            .. Enumerable
                .Range(0, pairs)
                .SelectMany(pair =>
                    (TaskSpec[])
                        [
                            new TaskSpec { Id = $"a{pair}", Command = True },
                            new TaskSpec
                            {
                                Id = $"b{pair}",
                                Command = True,
                                Needs = [new Need(2 * pair, NeedCondition.Succeeded)],
                            },
                        ]
                ),
        ]);

    private static JobSpec Job(TaskSpec[] tasks) =>
        new()
        {
            Name = "bench",
            Directory = "/",
            Policies = [new TaskPolicy()],
            Tasks = [.. tasks],
        };
}
