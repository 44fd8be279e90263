using System.Globalization;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>The terminal goes away: who serves leaves, nobody breaks on it, and tasks go on.</summary>
public sealed class ClosedTerminalTests
{
    private const int Aborted = 134;

    [Theory]
    [InlineData("run -- sh -c WORK")]
    [InlineData("run --print -- sh -c WORK")]
    [InlineData("resume")]
    [InlineData("up")]
    [InlineData("runner")]
    public void Who_serves_leaves_and_tasks_go_on(string line)
    {
        using var rota = new RotaState();
        var work = rota.Write("work.sh", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; exit 7");
        if (!line.StartsWith("run ", StringComparison.Ordinal))
        {
            rota.Run("submit", "--", "sh", work).Exits(0);
        }

        using var terminal = Terminal(rota, line.Replace("sh -c WORK", $"sh {work}", StringComparison.Ordinal));
        if (line == "runner")
        {
            using var submissions = rota.Start("resume");
            Until.True(() => rota.Tasks.Length > 0, "it runs");
            submissions.KillHard();
        }

        Until.True(() => rota.Tasks.Length > 0, "it runs");
        terminal.KillHard();
        Assert.NotEqual(Aborted, Code(rota));
        Assert.NotEmpty(rota.Tasks);
        rota.Write("go", "");
        rota.Run("resume").Exits(1);
        Assert.Equal((7, 1), (rota.TasksOf()[0].ExitCode, rota.TasksOf()[0].Attempt));
    }

    [Theory]
    [InlineData("slots")]
    [InlineData("wait 1")]
    [InlineData("logs 1 -f")]
    [InlineData("top")]
    [InlineData("ls --watch")]
    public void Who_only_looks_ends(string line)
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do echo x; sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        using var terminal = Terminal(rota, line);
        // Started on a terminal that is closed already, nobody would tell it: the signal has been.
        Until.True(() => Processes.Running(rota.State, [RotaBinary.Path, .. line.Split(' ')]).Length > 0, "it looks");
        terminal.KillHard();
        Assert.NotEqual(Aborted, Code(rota));
        rota.Write("go", "");
        run.Wait().Exits(0);
    }

    /// <summary>A command on a terminal of its own, below shells that tell how it ended.</summary>
    private static RunningCommand Terminal(RotaState rota, string line)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script (apt install bsdutils)");
        var inner = rota.Write("inner", $"trap : HUP; {RotaBinary.Path} {line}; echo $? > {rota.At("code.new")}; mv {rota.At("code.new")} {rota.At("code")}");
        return rota.StartProgram(new() { ["TERM"] = "xterm" }, "script", "-qfc", $"sh -c 'sh {inner}; true'", "/dev/null");
    }

    private static int Code(RotaState rota)
    {
        Until.True(() => File.Exists(rota.At("code")), "it has ended");
        return int.Parse(File.ReadAllText(rota.At("code")), CultureInfo.InvariantCulture);
    }
}
