using System.Text.Json;
using Rota.EndToEnd.Tests.Documents;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>Labels, zones and strategies of jobs are obeyed by real nodes, and what is said of them is what happens.</summary>
public sealed class CellChoiceTests : IDisposable
{
    private static readonly string Own = Environment.MachineName;
    private readonly TestCell cell = new("-j", "2");

    public CellChoiceTests()
    {
        cell.Home.Run("cell", "label", "disk=none", "--zone", "home").Exits(0);
        cell.Join("a", null, "--label", "disk=ssd", "--zone", "x");
        cell.Join("b", null, "--label", "disk=hdd", "--zone", "y");
    }

    public void Dispose() => cell.Dispose();

    [Fact]
    public void Tasks_run_on_nodes_that_have_their_labels()
    {
        Assert.Equal(["a"], Ran(6, "--requires", "disk=ssd"));
        Assert.Equal(["b"], Ran(6, "--requires", "disk=ssd,hdd", "--requires", "node=!a"));
        Assert.Equal([Own], Ran(6, "--requires", "zone=!x,!y"));
        Assert.Equal(["b"], Ran(3, "--prefers", "zone=y"));
    }

    [Fact]
    public void Strategies_choose_among_them()
    {
        // Room for two at the home, and for three on each node.
        Assert.Equal([2, 2, 2], Running(6, "spread"));
        Assert.Equal([3, 2], Running(5, "pack"));
        Assert.Equal([3, 3, 2], Running(8, "two-choices"));
    }

    [Fact]
    public void What_is_said_of_nodes_is_what_happens_and_a_label_lets_a_job_start_that_waits_for_it()
    {
        cell.Home.Run("submit", "--requires", "disk=nvme", "--", "true").Exits(0).Says("waits for a node with disk=nvme: none of 3 nodes has that");
        var why = cell.Home.Json("explain", "1.true").Exits(0).Json.GetProperty("reasons")[0];
        Assert.Equal("no-node", why.GetProperty("code").GetString());
        Assert.Equal(new HashSet<string> { "a", "b", Own }, why.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("node").GetString()!).ToHashSet());
        Assert.Contains("disk=ssd, and disk=nvme is required", cell.Home.Run("offers", "1").Exits(0).Out, StringComparison.Ordinal);
        var now = cell.Home.Json("plan", "--requires", "disk", "--placement", "spread", "--array", "0-9", "--", "true").Exits(0).Json.GetProperty("now");
        Assert.Equal(2, now.GetProperty("waiting").GetInt32());
        Assert.Equal(8, now.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("tasks").GetInt32()));

        cell.Home.Run("cell", "label", "disk=nvme").Exits(0);
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal(Own, Assert.Single(cell.NodesOf()));
    }

    [Fact]
    public void A_label_of_a_node_counts_while_that_is_served()
    {
        cell.Home.Run("submit", "--requires", "cache=warm", "--", "true").Exits(0).Says("waits for a node");
        cell["b"].Run("cell", "label", "cache=warm", "--zone", "z").Exits(0);
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal("b", Assert.Single(cell.NodesOf()));
        cell.Home.Run("run", "--requires", "zone=z", "--", "true").Exits(0);
        Assert.Equal("b", Assert.Single(cell.NodesOf(2)));
    }

    [Fact]
    public void The_machine_of_the_home_is_the_first_of_the_nodes_wherever_one_asks()
    {
        using var run = cell.Home.Start("run", "--requires", "zone=home", "--", "sh", "-c", "while [ ! -e go ]; do sleep 0.05; done");
        Until.True(() => HomeRow(cell.Home).GetProperty("running").GetInt32() == 1, "its task is counted");
        cell.Home.Run("cell", "cordon", Own).Exits(0);
        foreach (var asked in (RotaState[])[cell.Home, cell["a"]])
        {
            var row = HomeRow(asked);
            Assert.Equal((Own, "up", "cordoned", "home", "none"), (Text(row, "name"), Text(row, "state"), Text(row, "standing"), Text(row, "zone"), Text(row.GetProperty("labels"), "disk")));
            Assert.Equal((1, 2), (row.GetProperty("running").GetInt32(), row.GetProperty("slots").GetInt32()));
        }

        Assert.Contains($"{Own} (home)", cell.Home.Run("nodes").Exits(0).Out, StringComparison.Ordinal);
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
    }

    [Fact]
    public void The_machine_of_the_home_can_be_cordoned_as_any_node()
    {
        Assert.Contains($"{Own}: cordoned, was open", cell.Home.Run("cell", "cordon", Own).Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Ran(12));
        cell.Home.Run("submit", "--requires", $"node={Own}", "--", "true").Exits(0);
        Assert.Contains("takes no work", cell.Home.Run("explain", "2.true").Exits(0).Out, StringComparison.Ordinal);
        cell.Home.Run("cell", "open", Own).Exits(0);
        cell.Home.Run("wait", "2").Exits(0);
    }

    [Fact]
    public void The_job_file_of_the_manual_says_what_it_waits_for()
    {
        var file = Document.Blocks("docs/job-file.md").Single(block => block.Contains("placement:", StringComparison.Ordinal));
        var plan = cell.Home.Json("plan", cell.Home.Write("choice.yaml", file)).Exits(0).Json;
        Assert.Contains("a label gpu, node not n1, zone=a or b: none of 3 nodes", plan.GetProperty("waits")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, plan.GetProperty("now").GetProperty("waiting").GetInt32());
    }

    private static JsonElement HomeRow(RotaState state)
    {
        var row = state.Json("nodes").Exits(0).Json.GetProperty("nodes")[0];
        Assert.True(row.GetProperty("is_home").GetBoolean());
        return row;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private long job;

    /// <summary>On which nodes so many tasks ran.</summary>
    private string[] Ran(int tasks, params string[] options)
    {
        cell.Home.Run(["run", .. options, "--array", $"0-{tasks - 1}", "--", "true"]).Exits(0);
        return [.. cell.NodesOf(++job).Select(node => node!).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>How many of so many tasks run on each node at a time, the most first.</summary>
    private int[] Running(int tasks, string placement)
    {
        var gate = $"go-{placement}";
        cell.Home.Run("submit", "--placement", placement, "--array", $"0-{tasks - 1}", "--", "sh", "-c", $"while [ ! -e {gate} ]; do sleep 0.05; done").Exits(0);
        Until.True(() => cell.Home.TasksOf(job + 1).All(task => task.State == "running"), "all of them run");
        cell.Home.Write(gate, "");
        cell.Home.Run("wait", $"{job + 1}").Exits(0);
        return [.. cell.NodesOf(++job).GroupBy(node => node).Select(node => node.Count()).OrderDescending()];
    }
}
