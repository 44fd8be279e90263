using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A node refuses what it has no room for, whatever the home believes.</summary>
public sealed class NodeBookTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void A_home_that_believes_in_twice_of_what_a_node_has_is_stopped_by_the_node()
    {
        cell.Join("a");
        cell.Home.Run("down").Exits(0);
        cell.Home.Environment["ROTA_PLANTED_BUG"] = "generous-book";
        cell.Up();
        Until.True(() => Directory.GetFiles(Path.Combine(cell.Home.State, "doors")).Length > 0, "the node is back");
        using var run = cell.Home.Start("submit", "--array", "0-11", "--", "sh", "-c", cell.Home.Effects.Command + "while [ ! -e go ]; do sleep 0.05; done");
        run.Wait().Exits(0);
        var log = Path.Combine(cell.Home.State, "up.log");
        Until.True(() => Refusals(log) >= 3, "the node refuses");
        Explained();
        Until.True(() => cell.Home.Effects.Count == 4, "one runs at home, and three on the node");
        var before = Refusals(log);
        Until.True(() => Refusals(log) > before + 2, "it is asked again, and refuses again");
        Assert.Equal(4, cell.Home.Effects.Count);
        cell.Home.Write("go", "");
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal(12, cell.Home.Effects.Count);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
    }

    /// <summary>Another process than the runner that was refused says by whom and why.</summary>
    private void Explained()
    {
        var refused = cell.Home.Json("offers", "1").Exits(0).Json.GetProperty("nodes").EnumerateArray()
            .Single(node => node.GetProperty("node").GetString() == "a").GetProperty("refused");
        Assert.Equal(("no-room", "slots", 1, 0), (refused.GetProperty("code").GetString(), refused.GetProperty("account").GetString(), refused.GetProperty("asked").GetInt32(), refused.GetProperty("free").GetInt32()));
        Assert.Contains("held by attempt", refused.GetProperty("holder").GetString()!, StringComparison.Ordinal);
        Assert.Contains("refused 1.sh.", cell.Home.Run("offers", "1").Exits(0).Out, StringComparison.Ordinal);

        // It may be on its way again when it is asked for.
        var task = refused.GetProperty("task").GetString()!;
        Until.True(() => cell.Home.Run("explain", task).Exits(0).Out.Contains("node a refused it", StringComparison.Ordinal), "its explanation says so");
    }

    private static int Refusals(string log) =>
        File.ReadAllText(log).Split("its own book has 0 of slots free").Length - 1;
}
