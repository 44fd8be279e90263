using Rota.Sim.Systems;
using Rota.Sim.Systems.Faults;

namespace Rota.Sim.Tests.Systems;

/// <summary>Rota itself under faults in virtual time: what it promises, and that the simulation would notice.</summary>
public sealed class SystemTests
{
    /// <summary>More worlds for a long run: ROTA_SIM_SEEDS=100000.</summary>
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("ROTA_SIM_SEEDS"), out var seeds) ? seeds : 500;

    private const int SeedsOnBoth = 20;

    public static TheoryData<string> Bugs => [.. PlantedBugs.All.Select(bug => bug.Name)];

    [Fact]
    public void Every_promise_is_kept_under_every_fault()
    {
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = 1 }, Seeds);
        Assert.Empty(results.SelectMany(result => result.Violations.Select(broken => $"seed {result.Seed}: {broken}")));
        Assert.True(results.Sum(result => result.Runs) > Seeds * 10);
    }

    /// <summary>Worlds in which promises were broken once.</summary>
    [Theory]
    [InlineData(103868)] // two processes of an attempt began in the same tick, and the child was taken for its leader
    [InlineData(101699)] // a keeper that was stopped in the middle of a look was blind for 20 times as long
    [InlineData(639313977542620396)] // the same: processes of it ran beside what was started in their place, 20 promises broken
    [InlineData(401177)] // a keeper that took processes over could not write it on a full disk, and claims made its journal look whole
    [InlineData(202342)] // the journal lost a start, and the exit of a child in its own session was told as the attempt's
    [InlineData(100908)] // a start in doubt beside an end that nobody claims
    [InlineData(3005)] // what a keeper gave up for a gap in its journal lived on, and its job slot was given again
    [InlineData(4772)] // the same
    [InlineData(639314688063508447)] // the same of a start in doubt, which was also said to run since its machine was started
    public void A_promise_that_was_broken_is_kept_now(ulong seed) =>
        Assert.Empty(SystemCampaign.Run(new SystemOptions { Seed = seed }).Violations);

    /// <summary>New worlds with each run of the tests; a failure names its seed.</summary>
    [Fact]
    public void Every_promise_is_kept_in_worlds_that_nobody_has_seen()
    {
        var first = (ulong)DateTime.UtcNow.Ticks;
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = first }, Seeds / 10);
        Assert.Empty(results.SelectMany(result => result.Violations.Select(broken => $"seed {result.Seed}: {broken}")));
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(string bug) =>
        Assert.NotNull(SystemCampaign.Find(new SystemOptions { Seed = 1, Bug = bug, Nodes = PlantedBugs.NodesOf(bug, 1) }, 1_000));

    [Fact]
    public void A_seed_is_the_same_world_each_time()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var once = SystemCampaign.Run(new SystemOptions { Seed = seed });
            var again = SystemCampaign.Run(new SystemOptions { Seed = seed, IsTraced = true });
            Assert.Equal((once.Digest, once.Events), (again.Digest, again.Events));
            Assert.NotEmpty(again.Trace);
        }
    }

    [Theory]
    [InlineData(FaultKinds.All, null)]
    [InlineData(FaultKinds.Power | FaultKinds.Disk | FaultKinds.Members, null)]
    [InlineData(FaultKinds.All, "forgetful-disk")]
    public void A_seed_is_the_same_world_on_any_home(FaultKinds faults, string? bug)
    {
        var options = new SystemOptions { Seed = 7, Faults = faults, Bug = bug };
        var memory = SystemCampaign.RunAll(options, SeedsOnBoth);
        var file = SystemCampaign.RunAll(options with { Home = HomeKind.Sqlite }, SeedsOnBoth);
        Assert.Equal(
            memory.Select(result => (result.Seed, result.Digest, result.Events, result.Broken)),
            file.Select(result => (result.Seed, result.Digest, result.Events, result.Broken)));
    }

    [Fact]
    public void Torn_commits_are_among_the_worlds_that_both_homes_play() =>
        Assert.Contains(
            SystemCampaign.RunAll(new SystemOptions { Seed = 7, Faults = FaultKinds.Power, IsTraced = true }, SeedsOnBoth),
            result => result.Trace.Any(line => line.Contains("THE POWER IS LOST  torn 1", StringComparison.Ordinal)));

    [Fact]
    public void Every_promise_is_kept_on_SQLite_too()
    {
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = 1, Home = HomeKind.Sqlite }, Seeds / 5);
        Assert.Empty(results.SelectMany(result => result.Violations.Select(broken => $"seed {result.Seed}: {broken}")));
    }

    [Fact]
    public void Without_faults_nothing_is_tried_twice_for_being_lost()
    {
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = 1, Faults = FaultKinds.None }, 20);
        Assert.All(results, result => Assert.Empty(result.Violations));
        Assert.All(results, result => Assert.Empty(result.Faults));
    }

    [Fact]
    public void Faults_that_a_failure_does_not_need_are_left_out()
    {
        var failed = SystemCampaign.Find(new SystemOptions { Seed = 1, Bug = "keeper-forgets" }, 1_000)!;
        var (_, shortest) = SystemCampaign.Shrink(new SystemOptions { Seed = failed.Seed, Bug = "keeper-forgets" });
        Assert.Equal(failed.Broken, shortest.Broken);
        Assert.InRange(shortest.Faults.Count, 1, 3);
    }
}
