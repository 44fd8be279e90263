using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>A cell whose home two machines serve in turn.</summary>
public sealed class TakeOverCellTests
{
    [Fact]
    public void Nodes_go_over_to_the_machine_that_took_over_and_nothing_runs_twice_or_is_lost()
    {
        using var machines = new TwoMachines();
        using var node = new RotaState();
        var (a, b) = (machines.A, machines.B);
        var (homes, frozen) = Cell(machines);
        node.Run("cell", "join", homes, Token(a), "--name", "n1").Exits(0);
        using var serving = node.Start("node", "-j", "2");
        Until.True(() => State(a, "n1") == "up", "the node is up at a");
        machines.Up(b);
        Until.True(() => State(a, Host(b)) == "up", "b is a node of a while it stands by");
        machines.Submit(1, 2, 3, 4, 5);
        machines.AwaitRunning(1, 2, 3, 4, 5);

        Processes.Signal(frozen, Processes.SigStop);
        machines.PassTime();
        TwoMachines.AwaitServing(b);
        Until.True(() => State(b, "n1") == "up", "the node has come to b", TimeSpan.FromMinutes(2));
        machines.Submit(6);
        machines.LetGo(1, 2, 3, 4, 5, 6);
        b.Run("wait", "6").Exits(0);
        var onA = Enumerable.Range(1, 5).Where(job => NodeOf(b, job) == Host(a)).ToArray();
        Until.True(() => Enumerable.Range(1, 5).Except(onA).All(job => b.JobState(job) == "succeeded"), "what did not run on a has ended");
        Assert.All(onA, job => Assert.Equal("running", b.JobState(job)));

        Processes.Signal(frozen, Processes.SigCont);
        Until.True(() => Enumerable.Range(1, 5).All(job => b.JobState(job) == "succeeded"), "a has said how its tasks ended", TimeSpan.FromMinutes(2));
        Assert.Equal("up", State(b, Host(a)));
        machines.AssertRanOnce(1, 2, 3, 4, 5, 6);
        Assert.All(Enumerable.Range(1, 6), job => Assert.Contains($"out {job}", b.Run("logs", $"{job}").Exits(0).Out, StringComparison.Ordinal));
        b.Run("check").Exits(0);
        b.Run("down").Exits(0);
        Until.True(() => TwoMachines.Says(a, "stands by") && State(a, "n1") == "up", "the node has gone back to a", TimeSpan.FromMinutes(2));
        a.Run("down").Exits(0);
        serving.Signal(Processes.SigTerm);
        serving.Wait();
    }

    [Fact]
    public void A_node_that_was_removed_at_one_machine_is_none_at_the_other_and_one_that_joined_is()
    {
        using var machines = new TwoMachines();
        using var gone = new RotaState();
        using var node = new RotaState();
        var (a, b) = (machines.A, machines.B);
        var (homes, _) = Cell(machines);
        gone.Run("cell", "join", homes, Token(a), "--name", "gone").Exits(0);
        a.Run("cell", "remove", "gone").Exits(0);
        a.Run("cell", "cordon", Host(a)).Exits(0);
        machines.Up(b);
        a.Run("down").Exits(0);
        TwoMachines.AwaitServing(b);
        node.Run("cell", "join", homes, Token(b), "--name", "n1").Exits(0);
        Assert.Contains("was removed from the cell", gone.Run("nodes").Error, StringComparison.Ordinal);
        Assert.Contains("n1", node.Run("nodes").Exits(0).Out, StringComparison.Ordinal);
        node.Run("cell", "homes", homes.Split(',')[1]).Exits(0);
        b.Run("down").Exits(0);
    }

    /// <summary>A cell whose home both machines can serve; the first does.</summary>
    private static (string Homes, int Daemon) Cell(TwoMachines machines)
    {
        int[] ports = [Ports.Free(), Ports.Free()];
        machines.A.Run("cell", "init", "--name", "two", "--listen", $"127.0.0.1:{ports[0]}").Exits(0);
        var daemon = machines.Up(machines.A);
        machines.B.Run("cell", "init", "--from", Path.Combine(machines.A.State, "cell"), "--listen", $"127.0.0.1:{ports[1]}").Exits(0);
        return ($"https://127.0.0.1:{ports[0]},https://127.0.0.1:{ports[1]}", daemon);
    }

    private static string Token(RotaState home) => home.Run("cell", "token", "--output", "quiet").Exits(0).Out.Trim();

    private static string? NodeOf(RotaState home, int job) =>
        home.Json("tasks", $"{job}").Exits(0).Json.GetProperty("tasks")[0].GetProperty("node").GetString();

    /// <summary>The name of a machine that serves the home or has: two of one host have different ones.</summary>
    private static string Host(RotaState machine) =>
        File.Exists(Path.Combine(machine.State, "number")) ? $"{Environment.MachineName}-2" : Environment.MachineName;

    private static string? State(RotaState home, string node)
    {
        var nodes = home.Json("nodes");
        return nodes.ExitCode != 0 ? null : nodes.Json.GetProperty("nodes").EnumerateArray()
            .Where(row => row.GetProperty("name").GetString() == node).Select(row => row.GetProperty("state").GetString()).SingleOrDefault();
    }
}
