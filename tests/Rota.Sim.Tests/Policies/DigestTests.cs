using System.Collections.Immutable;
using Rota.Sim.Policies;
using Rota.Sim.Policies.Loads;
using Rota.Sim.Policies.Pending;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Tests.Policies;

/// <summary>A seed gives one history, on every machine, in every run, with any number of threads and either schedule.</summary>
public sealed class DigestTests
{
    /// <summary>Written down once. A change of any of them is a change of every published figure: say so in the changelog.</summary>
    [Theory]
    [InlineData("random", "e446febc5282f5a5")]
    [InlineData("two-choices", "2c1d0eeb03612335")]
    [InlineData("reserve-one", "b9a6794b6682fa9e")]
    [InlineData("idle", "e2ad16e90b06428d")]
    [InlineData("idle-random", "f864b872e3b42969")]
    [InlineData("batch", "6b61998ea0d22d56")]
    [InlineData("shared-state", "b12bc61a034ec900")]
    [InlineData("central", "0ea4a612cb4f820a")]
    public void A_seed_has_this_digest(string strategy, string expected) =>
        Assert.Equal(expected, PolicyRun.Run(Mixed(strategy)).Digest.ToString("x16"));

    public static TheoryData<string> Strategies => [.. PolicyRun.Strategies];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Both_schedules_give_one_history(string strategy)
    {
        var (quick, plain) = (PolicyRun.RunOnce<QuickSchedule>(Mixed(strategy)), PolicyRun.RunOnce<PlainSchedule>(Mixed(strategy)));
        Assert.Equal((plain.Digest, plain.Events), (quick.Digest, quick.Events));
        Assert.Equal(plain.Responses.Means.Mean, quick.Responses.Means.Mean);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_task_of_every_job_is_run_to_its_end(string strategy)
    {
        var settings = Mixed(strategy) with { Warmup = 0 };
        var result = PolicyRun.RunOnce<QuickSchedule>(settings);
        Assert.Equal(settings.Jobs, result.Responses.Means.Count);
        Assert.Equal(settings.Jobs * settings.TasksPerJob, result.Waits.Means.Count);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_work_is_the_same_for_all(string strategy)
    {
        // With one node and one slot nothing can be chosen, and with no delay nothing be late: only the work is left.
        PolicySettings One(string name) => Measure.Of(name, 1, 0.5) with { Jobs = 5_000 };
        Assert.Equal(PolicyRun.Run(One("central")).Response.Mean, PolicyRun.Run(One(strategy)).Response.Mean, 9);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var (one, two) = (PolicyRun.Run(Mixed("idle"), 4, 1), PolicyRun.Run(Mixed("idle"), 4, 2));
        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(one.Response, two.Response);
        Assert.NotEqual(one.Digest, PolicyRun.Run(Mixed("idle") with { Seed = 2 }, 4, 2).Digest);
    }

    /// <summary>A little of everything: several slots and tasks, unequal nodes, bursts, delay, failures.</summary>
    private static PolicySettings Mixed(string strategy) =>
        new()
        {
            Strategy = strategy,
            Nodes = 60,
            Slots = 3,
            Load = 0.7,
            TasksPerJob = 5,
            Dispatchers = 7,
            Delay = 0.01,
            DecisionTime = 0.02,
            Zones = 3,
            Service = ServiceLaw.Parse("pareto:2.5")!,
            Arrivals = ArrivalLaw.Parse("bursts:3")!,
            Speeds = ImmutableArray.Create(1.0, 2.0, 0.5),
            FailureEvery = 40,
            Repair = 2,
            Jobs = 6_000,
        };
}
