using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Remote;

/// <summary>Which server a command is for, and what it may be told.</summary>
public sealed class ServerTests : IDisposable
{
    private readonly RotaState rota = new();

    private string Token => Path.Combine(rota.State, "api.token");

    [Fact]
    public void A_token_file_that_others_may_read_is_refused()
    {
        Up();
        File.Copy(Token, rota.At("open"));
        File.SetUnixFileMode(rota.At("open"), (UnixFileMode)0b110_100_000);
        rota.Run("--server", $"unix:{rota.State}/api.sock", "--token-file", rota.At("open"), "ls").Exits(2).Says("error[token-file]", "chmod 600");
        rota.Run("--server", $"unix:{rota.State}/api.sock", "--token-file", Token, "ls").Exits(0);
    }

    [Fact]
    public void A_wrong_token_is_refused_and_not_said()
    {
        Up();
        rota.Write("wrong", "rota_secret_wrong\n");
        File.SetUnixFileMode(rota.At("wrong"), UnixFileMode.UserRead);
        var refused = rota.Run("--server", $"unix:{rota.State}/api.sock", "--token-file", rota.At("wrong"), "ls").Exits(6).Says("error[no-token]");
        Assert.DoesNotContain("rota_secret_wrong", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org:7420", "for all to read")]
    [InlineData("http://127.0.0.1.example.org", "for all to read")]
    [InlineData("https://me:secret@example.org", "no user and no password")]
    [InlineData("ftp://example.org", "no address of a server")]
    [InlineData("example", "no address of a server")]
    public void What_would_tell_the_token_to_others_is_refused(string server, string why)
    {
        var refused = rota.Run("--server", server, "ls").Exits(2).Says("error[usage]", why);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_there_is_said_with_what_to_do() =>
        rota.Run("--server", $"unix:{rota.At("none.sock")}", "ls").Exits(5).Says("error[no-server]", "rota up");

    [Fact]
    public void Verbs_of_this_machine_are_refused_with_what_to_do()
    {
        rota.Run("--server", "unix:/nowhere", "backup", "x").Exits(2).Says("error[local-only]", "on the machine of the server", "--server none");
        rota.StartWith(new() { ["ROTA_SERVER"] = "unix:/nowhere" }, "down").Wait().Exits(2).Says("error[local-only]", "ROTA_SERVER");
        rota.Run("--server", "unix:/nowhere", "schema").Exits(0);
    }

    [Fact]
    public void The_environment_names_a_server_and_the_command_line_takes_it_away()
    {
        Up();
        var named = new Dictionary<string, string> { ["ROTA_SERVER"] = $"unix:{rota.State}/api.sock", ["ROTA_STATE"] = rota.At("none") };
        rota.StartWith(named, "submit", "--", "true").Wait().Exits(0);
        rota.StartWith(named, "wait", "1").Wait().Exits(0);
        rota.StartWith(named, "--server", "none", "ls").Wait().Exits(5);
    }

    [Fact]
    public void An_interrupt_cancels_what_is_followed_there()
    {
        Up();
        using var run = rota.Start("--server", $"unix:{rota.State}/api.sock", "run", $"touch {rota.At("begun")}; sleep 600");
        Until.True(() => File.Exists(rota.At("begun")), "it runs");
        run.Signal(2);
        run.Wait().Exits(130);
        Assert.Equal("cancelled", rota.JobState());
    }

    public void Dispose()
    {
        rota.Run("down");
        rota.Dispose();
    }

    private void Up() => rota.Run("up", "--detach").Exits(0);
}
