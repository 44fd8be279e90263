using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>The parents of the tasks are killed: what goes on, and what is lost.</summary>
public sealed class AnchorTests
{
    [Fact]
    public void Killing_the_anchor_alone_stops_nothing()
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 40, work: "sleep 0.1; ");
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 8);
        Campaign.KillAnchor(rota);
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
    }

    [Fact]
    public void What_nobody_saw_end_is_run_again()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--array", "0-7", "--", "sh", "-c", rota.Effects.Command + "sleep 0.5; exit 3");
        LoseBoth(rota, run);
        run.Wait().Exits(1);
        Invariants.Hold(rota, 8, _ => 3);
        Assert.Contains(rota.AttemptsOf(), attempt => attempt.State == "lost");
    }

    [Fact]
    public void What_nobody_saw_end_stays_lost_where_it_must_not_run_twice()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", rota.Write("job.yaml", $"""
            version: 1
            name: once
            tasks:
              - id: task
                array: 0-7
                retry: never
                script: |
                  {rota.Effects.Command}
                  sleep 0.5
            """));
        LoseBoth(rota, run);
        run.Wait().Exits(1);
        Assert.Contains(rota.TasksOf(), task => task.State == "lost" && task.Reason is not null);
        Assert.Equal(8, rota.Effects.Count);
        Invariants.Hold(rota, 8, _ => 0);
    }

    private static void LoseBoth(RotaState rota, RunningCommand run)
    {
        Campaign.AwaitStarts(rota, run, 4);
        var (anchors, keepers) = (rota.Anchors, rota.Keepers);
        Array.ForEach([.. anchors, .. keepers], pid => Processes.Signal(pid, Processes.SigKill));
    }
}
