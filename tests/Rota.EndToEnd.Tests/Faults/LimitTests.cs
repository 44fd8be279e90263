using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Many at once: limits of the system are waited out, and nothing is doubled.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_low_limit_of_open_files_slows_down_and_fails_nothing()
    {
        using var rota = new RotaState();
        using var run = rota.StartProgram([], "/bin/sh", "-c",
            $"ulimit -n 150; exec {RotaBinary.Path} run -j 200 --array 0-199 -- sh -c '{rota.Effects.Command}sleep 0.2'");
        run.Wait().Exits(0);
        Invariants.Hold(rota, 200, _ => 0);
        Assert.Equal(200, rota.Effects.Count);
    }

    [Fact]
    public void A_killed_runner_with_200_live_tasks_doubles_none_of_them()
    {
        using var rota = new RotaState();
        using (var run = rota.Start("run", "-j", "200", "--array", "0-249", "--", "sh", "-c", rota.Effects.Command + "sleep 4; exit 3"))
        {
            Campaign.AwaitStarts(rota, run, 200);
            run.KillHard();
        }

        Assert.Equal(200, rota.Effects.Count);
        rota.Run("resume", "-j", "200").Exits(1);
        Invariants.Hold(rota, 250, _ => 3);
        Assert.Equal(250, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(1, task.Attempt));
    }
}
