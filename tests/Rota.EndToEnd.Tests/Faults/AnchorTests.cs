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

    [Fact]
    public void An_anchor_outlasts_any_number_of_quick_deaths_and_loses_no_exit()
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 6, work: $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; ", slots: 6);
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 6);
        Until.True(() => rota.TasksOf().All(task => task.State == "running"), "the starts are committed");
        var anchor = rota.Anchor;
        for (var death = 0; death < 8; death++)
        {
            Until.True(() => rota.Keepers.Length > 0, "there is a keeper");
            Campaign.KillKeeper(rota);
        }

        // It waits before it starts another by now, and sees exits all the same.
        rota.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(anchor, rota.Anchor);
        Assert.Equal(6, rota.Effects.Count);
        Assert.All(rota.AttemptsOf(), attempt => Assert.Equal(1, attempt.Attempt));
    }

    [Fact]
    public void Exits_between_two_keepers_are_seen_at_once()
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 4, work: $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; ", slots: 4);
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 4);
        Until.True(() => rota.TasksOf().All(task => task.State == "running"), "the starts are committed");
        for (var death = 0; death < 7; death++)
        {
            Until.True(() => rota.Keepers.Length > 0, "there is a keeper");
            Campaign.KillKeeper(rota);
        }

        Until.True(() => rota.Keepers.Length == 0, "no keeper is there");
        var children = rota.Tasks;
        rota.Write("go", "");
        Until.True(() => children.All(pid => !Directory.Exists($"/proc/{pid}")), "the anchor has let them go");
        run.Wait().Exits(0);
        Assert.All(rota.AttemptsOf(), attempt => Assert.Equal(("succeeded", 1), (attempt.State, attempt.Attempt)));
    }

    [Fact]
    public void An_anchor_whose_keeper_cannot_live_ends_when_nothing_runs()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        var anchor = rota.Anchor;
        var dies = Path.Combine(rota.State, "keeper", "socket");

        // A directory in place of the socket: no keeper comes up.
        Campaign.KillKeeper(rota);
        Until.True(() => Replace(dies) || !Processes.Lives(anchor), "there is no place for a socket");
        Until.True(() => !Processes.Lives(anchor), "the anchor has given up", RotaState.Limit);
        Assert.Contains("times in a row", File.ReadAllText(Path.Combine(rota.State, "keeper", "log")), StringComparison.Ordinal);
    }

    private static bool Replace(string path)
    {
        try
        {
            File.Delete(path);
            Directory.CreateDirectory(Path.Combine(path, "full"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void LoseBoth(RotaState rota, RunningCommand run)
    {
        Campaign.AwaitStarts(rota, run, 4);
        var (anchors, keepers) = (rota.Anchors, rota.Keepers);
        Array.ForEach([.. anchors, .. keepers], pid => Processes.Signal(pid, Processes.SigKill));
    }
}
