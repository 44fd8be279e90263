using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A node in a network namespace of its own, whose way to the home is cut: both ways, and either one.</summary>
public sealed class NetworkCutTests : IDisposable
{
    private const int Port = 7421;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);
    private readonly RotaState home = new();
    private readonly RotaState node = new();
    private readonly string space = $"rota-{Environment.ProcessId}";
    private readonly string link = $"r{Environment.ProcessId}";
    private readonly string net = $"10.213.{Environment.ProcessId % 250}";

    public void Dispose()
    {
        home.Run("down");
        node.Dispose();
        _ = Ip("netns", "del", space);
        _ = Ip("link", "del", link);
        home.Dispose();
    }

    [Fact]
    public void A_node_that_is_cut_off_is_seen_to_be_and_comes_again()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip"), "needs root and iproute2");
        Assert.SkipUnless(Ip("netns", "add", space).ExitCode == 0, "no network namespace can be made here");
        Ip("link", "add", link, "type", "veth", "peer", "name", "up0", "netns", space).Exits(0);
        Ip("addr", "add", $"{net}.1/24", "dev", link).Exits(0);
        Ip("link", "set", link, "up").Exits(0);
        Inside("addr", "add", $"{net}.2/24", "dev", "up0").Exits(0);
        Inside("link", "set", "up0", "up").Exits(0);

        home.Run("cell", "init", "--name", "test", "--listen", $"{net}.1:{Port}").Exits(0);
        home.Run("up", "--detach").Exits(0);
        var token = home.Run("cell", "token", "--output", "quiet").Exits(0).Out.Trim();
        NodeRun("cell", "join", $"https://{net}.1:{Port}", token, "--name", "node-1").Wait().Exits(0);
        using var serving = NodeRun("node");
        Until.True(() => State() == "up", "the node is up");
        Assert.StartsWith($"{net}.2:", Row().GetProperty("address").GetString(), StringComparison.Ordinal);

        Cut("both ways", () => Ip("link", "set", link, "down"), () => Ip("link", "set", link, "up"));
        Cut("from node to home", () => Misled("up0", $"{net}.1", Inside), () => Led("up0", $"{net}.1", Inside));
        Cut("from home to node", () => Misled(link, $"{net}.2", Ip), () => Led(link, $"{net}.2", Ip));
    }

    private void Cut(string which, Func<Outcome> cut, Func<Outcome> mend)
    {
        cut().Exits(0);
        Until.True(() => State() == "cut off", $"the home sees the cut {which}", Bound);
        mend().Exits(0);
        Until.True(() => State() == "up", $"the node is back after the cut {which}", TimeSpan.FromSeconds(60));
    }

    /// <summary>What is sent there goes to a machine that is not there, and nobody is told.</summary>
    private static Outcome Misled(string device, string address, Func<string[], Outcome> ip) =>
        ip(["neigh", "replace", address, "lladdr", "02:00:00:00:00:09", "dev", device, "nud", "permanent"]);

    private static Outcome Led(string device, string address, Func<string[], Outcome> ip) =>
        ip(["neigh", "del", address, "dev", device]);

    private RunningCommand NodeRun(params string[] words) =>
        node.StartProgram([], "ip", ["netns", "exec", space, RotaBinary.Path, .. words]);

    private Outcome Inside(params string[] words) => Ip(["-n", space, .. words]);

    private Outcome Ip(params string[] words)
    {
        using var command = home.StartProgram([], "/usr/sbin/ip", words);
        return command.Wait();
    }

    private JsonElement Row() => home.Json("nodes").Exits(0).Json.GetProperty("nodes")[1];

    private string State() => Row().GetProperty("state").GetString()!;
}
