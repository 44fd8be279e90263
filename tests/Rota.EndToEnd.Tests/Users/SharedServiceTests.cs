using Rota.EndToEnd.Tests.Documents;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Users;

/// <summary>Who can serve all users, how it is found out who asks, and what outlives the daemon.</summary>
public sealed class SharedServiceTests
{
    [Fact]
    public void Nobody_but_root_serves_all_users_and_only_where_it_was_asked_for()
    {
        using var machine = new SharedMachine();
        var refused = machine.AsWith(new() { ["ROTA_SERVER"] = "none" }, machine.Anna, "up", "--system", "--state", Path.Combine(machine.HomeOf(machine.Anna), "state"));
        refused.Exits(6).Says("only root can start tasks as their submitters");
        machine.Rota.Run("up", "--system", "--listen", "7420").Exits(2).Says("nobody knows which user");
        machine.Rota.Run("up", "--admin-group", "x").Exits(2).Says("go with --system");
        using var alone = new RotaState();
        alone.Run("up", "--detach", "--listen", "none").Exits(0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(alone.State, "api.sock")));
        alone.Run("run", "--", "sh", "-c", "id -u > who").Exits(0);
        Assert.False(Directory.Exists(alone.State + ".users"));
    }

    [Fact]
    public void Where_somebody_else_could_put_a_socket_no_daemon_listens()
    {
        using var rota = new RotaState();
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        Directory.CreateDirectory(rota.At("open"));
        File.SetUnixFileMode(rota.At("open"), (UnixFileMode)0b111_111_111);
        var refused = rota.Run("up", "--system", "--socket", rota.At("open/api.sock"));
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("can be written by other users", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_is_closed_and_the_socket_open_to_all()
    {
        using var machine = new SharedMachine();
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(machine.Rota.State));
        Assert.Equal((UnixFileMode)0b110_110_110, File.GetUnixFileMode(machine.Socket));
        Assert.Contains("200", machine.Ask(machine.Anna, "GET", "/v1/jobs"), StringComparison.Ordinal);
        var (elsewhere, token) = (Path.Combine(machine.Rota.State, "api.sock"), File.ReadAllText(Path.Combine(machine.Rota.State, "api.token")).Trim());
        Assert.NotEqual(0, machine.AsWith(new() { ["ROTA_SERVER"] = "unix:" + elsewhere }, machine.Anna, "ls").ExitCode);

        // A token says nothing of a user, so it counts for nothing, also in the hands of one.
        machine.Rota.Write("token", token + "\n");
        File.SetUnixFileMode(machine.Rota.At("token"), UnixFileMode.UserRead);
        machine.Rota.StartProgram([], "chown", machine.Anna, machine.Rota.At("token")).Wait().Exits(0);
        machine.As(machine.Anna, "queue", "set", "q", "--concurrency", "1", "--token-file", machine.Rota.At("token")).Exits(6).Says($"user:{machine.Anna}");
    }

    [Fact]
    public void Who_is_handed_a_connected_socket_asks_as_who_connected_it()
    {
        using var machine = new SharedMachine();
        Assert.SkipUnless(Checkout.Has("python3"), "python3 is not installed");
        machine.As(machine.Anna, "run", "--name", "annas-job", "--", "true").Exits(0);
        const string Ask = "import os,socket,sys\ns=socket.socket(socket.AF_UNIX)\nos.seteuid(int(sys.argv[1]))\ns.connect(sys.argv[3])\nos.seteuid(0)\nos.setgroups([])\nos.setuid(int(sys.argv[2]))\n"
            + "s.sendall(b'GET /v1/jobs HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n')\nwhile True:\n  b=s.recv(65536)\n  if not b: break\n  sys.stdout.write(b.decode())\n";
        string Seen(string connects, string asks) => machine.Rota.StartProgram([], "python3", "-c", Ask, $"{SharedMachine.UidOf(connects)}", $"{SharedMachine.UidOf(asks)}", machine.Socket).Wait().Exits(0).Out;
        Assert.Contains("annas-job", Seen(machine.Anna, machine.Bert), StringComparison.Ordinal);
        Assert.DoesNotContain("annas-job", Seen(machine.Bert, machine.Anna), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Owners_outlive_the_daemon_and_the_keeper(bool killsKeeper)
    {
        using var machine = new SharedMachine();
        var go = Path.Combine(machine.HomeOf(machine.Anna), "go");
        machine.As(machine.Anna, "submit", "--", "sh", "-c", "while [ ! -e go ]; do sleep 0.05; done; echo '{\"a\": 1}' > $ROTA_RESULT_FILE; id -u").Exits(0);
        machine.As(machine.Anna, "submit", "--after", "1", "--", "sh", "-c", "id -u").Exits(0);
        Until.True(() => machine.As(machine.Anna, "status", "1", "--output", "json").Out.Contains("\"running\"", StringComparison.Ordinal), "it runs");
        Processes.Signal(machine.Pid, Processes.SigKill);
        if (killsKeeper)
        {
            Processes.Signal(machine.Rota.Keeper, Processes.SigKill);
        }

        File.WriteAllText(go, "");
        machine.Up();
        machine.As(machine.Anna, "wait", "1", "2").Exits(0);
        foreach (var job in (string[])["1", "2"])
        {
            Assert.Contains($"{SharedMachine.UidOf(machine.Anna)}", machine.As(machine.Anna, "logs", job).Lines);
            Assert.Contains("no-such-job", machine.As(machine.Bert, "logs", job).Error, StringComparison.Ordinal);
        }

        machine.Rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_task_of_a_user_is_ended_with_all_that_it_started()
    {
        using var machine = new SharedMachine();
        machine.As(machine.Anna, "submit", "--", "sh", "-c", "setsid sleep 600 & sleep 600").Exits(0);
        Until.True(() => machine.Rota.Tasks.Length >= 3, "its processes run");
        machine.As(machine.Anna, "cancel", "1").Exits(0);
        Until.True(() => machine.Rota.Tasks.Length == 0, "none of them is left");
    }
}
