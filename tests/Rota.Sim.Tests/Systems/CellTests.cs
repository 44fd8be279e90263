using Rota.Sim.Systems;

namespace Rota.Sim.Tests.Systems;

/// <summary>Cells of several machines under faults in virtual time.</summary>
public sealed class CellTests
{
    private const int Machines = 5;

    /// <summary>More worlds for a long run: ROTA_SIM_SEEDS=100000.</summary>
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("ROTA_SIM_SEEDS"), out var seeds) ? seeds : 300;

    [Fact]
    public void Every_promise_is_kept_on_several_machines()
    {
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = 1, Nodes = Machines }, Seeds);
        Assert.Empty(Broken(results));
        Assert.True(results.Sum(result => result.Runs) > Seeds * 10);
    }

    /// <summary>New worlds with each run of the tests; a failure names its seed.</summary>
    [Fact]
    public void Every_promise_is_kept_on_machines_that_nobody_has_seen()
    {
        var options = new SystemOptions { Seed = (ulong)DateTime.UtcNow.Ticks, Nodes = 3 };
        Assert.Empty(Broken(SystemCampaign.RunAll(options, Seeds / 10)));
    }

    [Fact]
    public void A_seed_is_the_same_cell_each_time()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var once = SystemCampaign.Run(new SystemOptions { Seed = seed, Nodes = Machines });
            var again = SystemCampaign.Run(new SystemOptions { Seed = seed, Nodes = Machines, IsTraced = true });
            Assert.Equal((once.Digest, once.Events), (again.Digest, again.Events));
        }
    }

    [Fact]
    public void A_seed_is_the_same_cell_on_any_home()
    {
        var options = new SystemOptions { Seed = 7, Nodes = 3 };
        var memory = SystemCampaign.RunAll(options, 20);
        var file = SystemCampaign.RunAll(options with { Home = HomeKind.Sqlite }, 20);
        Assert.Equal(
            memory.Select(result => (result.Seed, result.Digest, result.Events, result.Broken)),
            file.Select(result => (result.Seed, result.Digest, result.Events, result.Broken)));
    }

    [Fact]
    public void What_is_to_be_survived_happens_in_these_worlds()
    {
        var results = SystemCampaign.RunAll(new SystemOptions { Seed = 1, Nodes = Machines, IsTraced = true }, 20);
        string[] lines = [.. results.SelectMany(result => result.Trace)];
        foreach (var what in (string[])["@4", "a machine is taken out", "a door closes", "all machines are cut off", "THE POWER"])
        {
            Assert.Contains(lines, line => line.Contains(what, StringComparison.Ordinal));
        }

        Assert.Contains(
            lines,
            line => line.Contains("@2", StringComparison.Ordinal) && line.Contains("spawns", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Broken(IEnumerable<SystemResult> results) =>
        results.SelectMany(result => result.Violations.Select(broken => $"seed {result.Seed}: {broken}"));
}
