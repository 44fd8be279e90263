using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Lists that stay on the terminal and change with what they tell of, and colours.</summary>
public sealed class WatchTests
{
    [Theory]
    [InlineData("ls --watch", "▶ running", "✓ succeeded")]
    [InlineData("status 1 --watch", "2 running", "5 succeeded")]
    public void A_watched_list_changes_in_place_and_its_last_picture_stays(string line, string before, string after)
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "2", "--array", "1-5", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length >= 2, "it runs");
        using var terminal = new Terminal(rota, line);
        terminal.AwaitSeen(before);
        rota.Write("go", "");
        terminal.AwaitSeen(after);
        var lines = terminal.Seen.Lines.Length;
        terminal.Type("q");
        Assert.Equal(0, terminal.ExitCode());
        Assert.Equal(lines, terminal.Seen.Lines.Length);
        Assert.DoesNotContain(terminal.Seen.Lines, one => one.Contains(before, StringComparison.Ordinal));
        run.Wait().Exits(0);
    }

    [Fact]
    public void A_narrow_terminal_has_fewer_columns_and_whole_numbers()
    {
        using var rota = new RotaState();
        rota.Run("run", "--name", "a-job-of-a-very-long-name", "--array", "1-12", "--", "true").Exits(0);
        using var terminal = new Terminal(rota, "ls --watch", 40);
        terminal.AwaitSeen("✓ succeeded");
        terminal.Type("q");
        Assert.Equal(0, terminal.ExitCode());
        Assert.All(terminal.Seen.Lines, line => Assert.InRange(line.Length, 1, 39));
        Assert.Contains(terminal.Seen.Lines, line => line.EndsWith(" 12", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_terminal_a_watched_list_is_printed_once()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        Assert.Equal(rota.Run("ls").Exits(0).Out, rota.Run("ls", "--watch").Exits(0).Out);
        Assert.Equal(rota.Run("status", "1").Exits(0).Out, rota.Run("status", "1", "--watch").Exits(0).Out);
    }

    [Fact]
    public void Colours_are_where_they_were_asked_for()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        Assert.DoesNotContain('\e', rota.Run("ls").Exits(0).Out);
        Assert.Contains("\e[32m✓ succeeded", rota.Run("ls", "--color", "always").Exits(0).Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', rota.Run("ls", "--color", "always", "--output", "json").Exits(0).Out);
        Assert.DoesNotContain('\e', rota.StartWith(new() { ["FORCE_COLOR"] = "1", ["CLICOLOR_FORCE"] = "1" }, "ls").Wait().Exits(0).Out);
    }

    [Theory]
    [InlineData("", "\e[32m✓ succeeded")]
    [InlineData("1", " ✓ succeeded ")]
    public void A_terminal_has_signs_and_without_NO_COLOR_colours(string noColour, string shown)
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        rota.Environment["NO_COLOR"] = noColour;
        using var terminal = new Terminal(rota, "ls");
        Assert.Equal(0, terminal.ExitCode());
        Assert.Contains(shown, terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(noColour.Length == 0, terminal.Screen.Contains('\e', StringComparison.Ordinal));
    }
}
