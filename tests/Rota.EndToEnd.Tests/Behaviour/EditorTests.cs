using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary><c>rota edit</c> with an editor: what was typed is kept, and nothing is changed that was not asked for.</summary>
public sealed class EditorTests
{
    [Fact]
    public void Without_a_terminal_the_option_is_named()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("edit", "1").Exits(2).Says("there is no terminal to edit on", "rota edit 1 --file job.yaml");
    }

    [Fact]
    public void An_editor_changes_what_has_not_started_after_its_mistakes_are_told()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--timeout", "1h", "--", "true").Exits(0);

        // The first time it writes a mistake, and the second time it mends it.
        rota.Write("ed.sh", "echo \"$@\" >> opened; for f; do :; done; if [ -e once ]; then sed -i s/soon/2h/ $f; else touch once; sed -i s/1h/soon/ $f; fi");
        rota.Environment["EDITOR"] = "sh ed.sh";
        using (var terminal = new Terminal(rota, "edit 1"))
        {
            terminal.Await("edit it once more?");
            Assert.Contains("timeout must be a duration above zero", terminal.Screen, StringComparison.Ordinal);
            terminal.Type("\n");
            terminal.Await("change it?");
            Assert.Contains("01:00:00 -> 02:00:00", terminal.Screen, StringComparison.Ordinal);
            terminal.Type("\n");
            Assert.Equal(0, terminal.ExitCode());
        }

        Assert.Equal(2, File.ReadLines(rota.At("opened")).Count());
        rota.Environment["EDITOR"] = "true";
        using var second = new Terminal(rota, "edit 1");
        second.Await("the file is as it was: nothing was changed");
        rota.Run("check").Exits(0);
    }

    [Theory]
    [InlineData("false", "ended with exit code 1")]
    [InlineData("no-such-editor -w", "cannot be started")]
    public void An_editor_that_fails_changes_nothing(string editor, string why)
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Environment["EDITOR"] = editor;
        using var terminal = new Terminal(rota, "edit 1");
        terminal.Await("what was typed is in");
        terminal.Await(why);
        Assert.Equal(2, terminal.ExitCode());
    }
}
