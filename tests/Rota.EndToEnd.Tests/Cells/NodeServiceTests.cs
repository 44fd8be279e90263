using Rota.EndToEnd.Tests.Harness;
using Rota.EndToEnd.Tests.Services;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A node that systemd serves: it says that it is there and alive, and its end stops no task.</summary>
public sealed class NodeServiceTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void The_service_of_a_state_that_has_joined_is_that_of_a_node()
    {
        cell.Join("a");
        var node = cell["a"];
        node.Environment["XDG_CONFIG_HOME"] = node.At("config");
        Assert.Contains($" node --state {node.State} --slots 3\n", node.Run("service", "install", "--plan", "--", "--slots", "3").Exits(0).Out, StringComparison.Ordinal);
        node.Run("service", "install", "--", "--runners", "2").Exits(2).Says("rota node --help");
        cell.Home.Environment["XDG_CONFIG_HOME"] = cell.Home.At("config");
        Assert.Contains($" up --state {cell.Home.State}\n", cell.Home.Run("service", "install", "--plan").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_tells_systemd_that_it_is_ready_alive_and_ending_and_its_tasks_run_on()
    {
        cell.Join("a");
        cell.CutOff("a");
        var node = cell["a"];
        using var systemd = new FakeSystemd(node, TimeSpan.FromMinutes(2), RotaBinary.Path, "node", "--state", node.State, "-j", "3");
        systemd.Start();
        Assert.Contains("STATUS=node a of cell test", systemd.Told[0], StringComparison.Ordinal);
        Until.True(() => systemd.Told.Count(lines => lines == "WATCHDOG=1") > 1, "it shows that it is alive");
        using var run = cell.Home.Start("run", "--array", "0-3", "--", "sh", "-c", cell.Home.Effects.Command + "while [ ! -e go ]; do sleep 0.05; done");
        Until.True(() => cell.Home.Effects.Count == 4, "all four run");
        systemd.Restart();
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(4, cell.Home.Effects.Count);
        systemd.Stop();
        Assert.Contains(systemd.Told, lines => lines.StartsWith("STOPPING=1", StringComparison.Ordinal));
    }
}
