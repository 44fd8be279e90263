using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>The home, asked at its nodes: with a token of the home, and with nothing else.</summary>
public sealed class GatewayTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void A_job_is_submitted_at_one_node_and_waited_for_followed_and_cancelled_at_another()
    {
        cell.Join("a");
        cell.Join("b");
        Assert.Equal("1", At("a", "submit", "--output", "quiet", "--", "sh", "-c", "echo from here; while [ ! -e go ]; do sleep 0.05; done; echo done").Exits(0).Out.Trim());
        using var follow = cell["b"].Start(["--server", Socket("b"), "--token-file", Token, "logs", "-f", "1"]);
        Assert.Contains("1", At("b", "ls").Exits(0).Out, StringComparison.Ordinal);
        Until.True(() => At("a", "logs", "1").Exits(0).Out == "from here\n", "its output comes");
        cell["a"].Write("go", "");
        At("a", "wait", "1").Exits(0);
        Assert.Equal("from here\ndone\n", follow.Wait().Exits(0).Out);
        At("b", "submit", "--", "sleep", "600").Exits(0);
        At("a", "cancel", "2").Exits(0);
        At("b", "wait", "2").Exits(3);
        Assert.Contains("\"b\"", At("a", "nodes", "--output", "json").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_no_token_of_the_home_gets_nothing_and_a_home_that_is_away_is_told()
    {
        cell.Join("a");
        File.WriteAllText(cell["a"].At("other"), new string('0', 64));
        File.SetUnixFileMode(cell["a"].At("other"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        cell["a"].Run("--server", Socket("a"), "--token-file", cell["a"].At("other"), "ls").Exits(6).Says("token");
        cell["a"].Run("ls").Exits(6).Says("--server unix:", "api.sock");
        cell.Home.Run("down").Exits(0);
        At("a", "ls").Exits(5).Says("cannot get through to");
        cell.Up();
        Until.True(() => At("a", "ls").ExitCode == 0, "it is there again");
    }

    [Fact]
    public void What_is_done_to_a_node_from_another_one_is_in_the_audit_as_its_doing()
    {
        cell.Join("a");
        cell.Join("b");
        foreach (var verb in new[] { "cordon", "drain", "open", "remove" })
        {
            At("a", "cell", verb, "b", "--why", "because").Exits(0);
            var entry = cell.Home.Json("audit").Exits(0).Json.GetProperty("entries").EnumerateArray().MaxBy(one => one.GetProperty("number").GetInt64());
            Assert.Equal((verb == "remove" ? "node.remove" : "node.stand", "node b"), (entry.GetProperty("action").GetString(), entry.GetProperty("subject").GetString()));
            Assert.Equal(("api", "because"), (entry.GetProperty("door").GetString(), entry.GetProperty("why").GetString()));
        }

        Until.True(() => !At("a", "nodes").Out.Contains("b ", StringComparison.Ordinal), "it is gone");
    }

    [Fact]
    public async Task An_address_of_the_machine_serves_the_pages_too_and_no_other_is_taken()
    {
        cell.Join("a");
        cell.CutOff("a");
        var port = Ports.Free();
        cell["a"].Run("node", "--listen", $"0.0.0.0:{port}").Exits(2).Says("127.0.0.1");
        using var node = cell["a"].Start("node", "-j", "3", "--listen", $"127.0.0.1:{port}");
        Until.True(() => cell.State("a") == "up", "a is up");
        cell["a"].Run("--server", $"http://127.0.0.1:{port}", "--token-file", Token, "ls").Exits(0);
        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(new Uri($"http://127.0.0.1:{port}/jobs"), TestContext.Current.CancellationToken);
        Assert.Contains("<title>Rota</title>", page, StringComparison.Ordinal);
        node.Signal(Processes.SigTerm);
        node.Wait().Exits(0);
    }

    private string Token => Path.Combine(cell.Home.State, "api.token");

    private string Socket(string node) => $"unix:{Path.Combine(cell[node].State, "api.sock")}";

    private Outcome At(string node, params string[] words) => cell[node].Run(["--server", Socket(node), "--token-file", Token, .. words]);
}
