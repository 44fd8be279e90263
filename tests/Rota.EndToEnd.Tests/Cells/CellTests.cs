using System.Net.Sockets;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A home and its nodes, as processes with states of their own.</summary>
public sealed class CellTests : IDisposable
{
    private static readonly string[] Libraries = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64"];
    private readonly RotaState home = new();
    private readonly RotaState node = new();
    private readonly int port = Ports.Free();

    public void Dispose()
    {
        home.Run("down");
        node.Dispose();
        home.Dispose();
    }

    [Fact]
    public void A_machine_joins_serves_is_seen_and_is_removed()
    {
        Init();
        Join("node-1", Token()).Exits(0);
        using var serving = node.Start("node", "-j", "3");
        Until.True(() => State("node-1") == "up", "the node is up");
        var row = Row("node-1");
        Assert.Equal((3, "rack4", "ssd"), (row.GetProperty("slots").GetInt32(), row.GetProperty("zone").GetString(), row.GetProperty("labels").GetProperty("disk").GetString()));
        Assert.Equal("up", node.Json("nodes").Exits(0).Json.GetProperty("nodes")[1].GetProperty("state").GetString());
        Assert.Contains("node-1", home.Run("cell", "show").Exits(0).Out, StringComparison.Ordinal);
        home.Run("cell", "remove", "node-1").Exits(0);
        Until.True(() => serving.Errors.Contains("was removed from the cell", StringComparison.Ordinal), "the node is told");
        Assert.True(Assert.Single(home.Json("nodes").Exits(0).Json.GetProperty("nodes").EnumerateArray()).GetProperty("is_home").GetBoolean());
        serving.Signal(Processes.SigTerm);
        serving.Wait().Exits(0);
    }

    [Fact]
    public void A_node_keeps_its_keeper_up_and_it_is_brought_back_when_it_dies()
    {
        Init();
        Join("node-1", Token()).Exits(0);
        using var serving = node.Start("node");
        Until.True(() => node.Keepers.Length == 1, "there is a keeper");
        var first = node.Keeper;
        Processes.Signal(first, Processes.SigKill);
        Until.True(() => node.Keepers is [var next] && next != first, "there is another");
    }

    [Fact]
    public void A_home_that_is_killed_finds_its_nodes_again()
    {
        var daemon = Init();
        Join("node-1", Token()).Exits(0);
        using var serving = node.Start("node");
        Until.True(() => State("node-1") == "up", "the node is up");
        Processes.Signal(daemon, Processes.SigKill);
        Until.True(() => serving.Errors.Contains("ended; what runs goes on", StringComparison.Ordinal), "the node saw it");
        Until.True(() => home.Run("up", "--detach").ExitCode == 0, "the home is up again");
        Until.True(() => State("node-1") == "up", "the node is up again", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Tokens_that_were_used_or_are_none_are_refused_with_what_to_do()
    {
        Init();
        var token = Token();
        Join("node-1", token).Exits(0);
        using var other = new RotaState();
        other.Run("cell", "join", $"https://127.0.0.1:{port}", token).Exits(6).Says("rota cell token");
        other.Run("cell", "join", $"https://127.0.0.1:{port}", "nonsense").Exits(6).Says("no token of a cell");
        other.Run("cell", "join", $"https://127.0.0.1:{Ports.Free()}", token).Exits(5).Says("cannot speak with the home");
    }

    [Fact]
    public void The_state_of_a_node_has_no_jobs_of_its_own()
    {
        Init();
        Join("node-1", Token()).Exits(0);
        foreach (var words in (string[][])[["run", "--", "true"], ["submit", "--", "true"], ["up"], ["ls"]])
        {
            node.Run(words).Exits(6).Says("node node-1 of cell", "--state DIR");
        }

        home.Run("cell", "join", $"https://127.0.0.1:{port}", Token()).Exits(6).Says("already");
        home.Run("node").Exits(2).Says("home of cell");
    }

    [Fact]
    public void A_home_of_a_cell_does_not_serve_all_users()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "root alone serves all users");
        home.Run("cell", "init", "--name", "test", "--listen", $"127.0.0.1:{port}").Exits(0);
        home.Run("up", "--system", "--socket", home.At("api.sock")).Exits(6).Says("home of a cell", "another state");
    }

    [Fact]
    public void A_keeper_says_how_many_attempts_run()
    {
        using var run = home.Start("run", "-j", "2", "--array", "1-2", "--", "sleep", "600");
        Until.True(() => home.Tasks.Length == 2, "both run");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(home.State, "keeper", "socket")));
        socket.ReceiveTimeout = 30_000;
        Until.True(() => Counted(socket) == (2, 0), "it counts both");
    }

    [Fact]
    public void A_machine_without_OpenSSL_runs_jobs_and_says_what_a_cell_needs()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to hide a library");
        var libraries = Libraries
            .SelectMany(directory => Directory.Exists(directory) ? Directory.GetFiles(directory, "libssl.so.*") : [])
            .ToArray();
        Assert.SkipWhen(libraries.Length == 0, "this machine has no OpenSSL to hide");
        var hide = string.Join(" && ", libraries.Select(library => $"mount --bind /dev/null {library}"));
        Without(hide, "run", "--", "true").Exits(0);
        Without(hide, "cell", "init").Exits(5).Says("no OpenSSL", "libssl3");
    }

    private static (int Running, int Starting) Counted(Socket socket)
    {
        socket.Send([1, 0, 0, 0, 9]);
        var answer = new byte[13];
        for (var at = 0; at < answer.Length; at += socket.Receive(answer.AsSpan(at)))
        {
            // The rest of it comes.
        }

        Assert.Equal("0900000020", Convert.ToHexString(answer, 0, 5));
        return (BitConverter.ToInt32(answer, 5), BitConverter.ToInt32(answer, 9));
    }

    private Outcome Without(string hide, params string[] words)
    {
        using var command = home.StartProgram([], "unshare", ["--mount", "sh", "-c", $"{hide} && exec \"$@\"", "sh", RotaBinary.Path, .. words]);
        return command.Wait();
    }

    private int Init()
    {
        home.Run("cell", "init", "--name", "test", "--listen", $"127.0.0.1:{port}").Exits(0);
        return int.Parse(home.Run("up", "--detach", "--output", "quiet").Exits(0).Out.Trim());
    }

    private string Token() => home.Run("cell", "token", "--output", "quiet").Exits(0).Out.Trim();

    private Outcome Join(string name, string token) =>
        node.Run("cell", "join", $"https://127.0.0.1:{port}", token, "--name", name, "--label", "disk=ssd", "--zone", "rack4");

    private JsonElement Row(string name) =>
        home.Json("nodes").Exits(0).Json.GetProperty("nodes").EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);

    private string State(string name) => Row(name).GetProperty("state").GetString()!;
}
