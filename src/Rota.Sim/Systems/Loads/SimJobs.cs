using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Loads;

/// <summary>Jobs as people hand them in: arrays, needs, retries, timeouts, keys, in every mixture.</summary>
internal static class SimJobs
{
    /// <summary>A queue that lets few tasks run at a time.</summary>
    public const string Queue = "narrow";

    /// <summary>How many.</summary>
    public const int QueueLimit = 2;
    private const string Purpose = "jobs";

    /// <summary>What a schedule makes each minute.</summary>
    public static JobSpec Scheduled { get; } =
        new()
        {
            Name = "scheduled",
            Directory = "/",
            Policies = [new TaskPolicy()],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "t0",
                    Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                },
            ],
        };

    public static JobSpec Draw(Chance chance, int number)
    {
        var policies = ImmutableArray.CreateBuilder<TaskPolicy>();
        var tasks = ImmutableArray.CreateBuilder<TaskSpec>();
        var entries = (int)chance.Between(Purpose, 1, 3);
        for (var entry = 0; entry < entries; entry++)
        {
            policies.Add(Policy(chance));
            var count = (int)chance.Scaled(Purpose, 1, 24);
            tasks.Add(
                new TaskSpec
                {
                    Id = $"t{entry}",
                    Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                    Expansion =
                        count == 1 ? Expansion.One.Instance : new Expansion.Array([new NumberRange(0, count - 1)]),
                    Policy = entry,
                    Needs =
                        entry > 0 && chance.OneIn(Purpose, 2)
                            ? [new Need((int)chance.Below(Purpose, entry), Condition(chance), 100)]
                            : [],
                    MaxParallel = chance.OneIn(Purpose, 5) ? 2 : null,
                    Concurrency = chance.OneIn(Purpose, 5)
                        ? new Concurrency($"key-{chance.Below(Purpose, 2)}", 1)
                        : null,
                }
            );
        }

        return new JobSpec
        {
            Name = $"job-{number}",
            Directory = "/",
            Queue = chance.OneIn(Purpose, 3) ? Queue : null,
            Priority = chance.OneIn(Purpose, 4) ? 1 : 0,
            MaxFailures = chance.OneIn(Purpose, 8) ? new FailureLimit(3, false) : null,
            Policies = policies.ToImmutable(),
            Tasks = tasks.ToImmutable(),
        };
    }

    private static NeedCondition Condition(Chance chance) =>
        chance.Of(Purpose, [NeedCondition.Succeeded, NeedCondition.Succeeded, NeedCondition.Finished]);

    private static TaskPolicy Policy(Chance chance) =>
        new()
        {
            Timeout = chance.OneIn(Purpose, 4) ? TimeSpan.FromSeconds(chance.Between(Purpose, 1, 6)) : null,
            Retry = chance.OneIn(Purpose, 5)
                ? RetryPolicy.Never
                : new RetryPolicy
                {
                    MaxAttempts = (int)chance.Between(Purpose, 1, 3),
                    Delay = TimeSpan.FromMilliseconds(chance.Scaled(Purpose, 10, 2_000)),
                },
            Stop = new StopPolicy(15, TimeSpan.FromSeconds(1)),
        };
}
