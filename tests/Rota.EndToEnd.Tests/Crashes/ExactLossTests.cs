using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Crashes;

/// <summary>
/// Deaths at moments when it is known what was in hand: then it is known exactly what may be lost, and that is nothing.
/// </summary>
public sealed class ExactLossTests
{
    /// <summary>
    /// One task at a time, long enough to be found alive: no other start is in hand when the keeper dies.
    /// </summary>
    [Theory]
    [InlineData("keeper-after-intent")]
    [InlineData("keeper-after-spawn")]
    [InlineData("keeper-before-journal")]
    [InlineData("keeper-before-reap")]
    public void A_keeper_that_dies_with_one_task_in_hand_loses_nothing(string point)
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 12, work: "sleep 0.3; ", slots: 1);
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point + ":5" });
        run.Wait().Exits(1);
        HoldsExactly(rota, campaign);
    }

    [Fact]
    public void A_keeper_that_is_killed_while_nothing_starts_loses_nothing() => Killing(Campaign.KillKeeper);

    [Fact]
    public void An_anchor_that_is_killed_while_nothing_starts_loses_nothing() => Killing(Campaign.KillAnchor);

    [Fact]
    public void Tasks_that_end_while_there_is_no_keeper_are_not_lost()
    {
        using var rota = new RotaState();
        var (campaign, run) = Held(rota);
        using (run)
        {
            var anchor = rota.Anchor;
            Processes.Signal(anchor, Processes.SigStop);
            Campaign.KillKeeper(rota);
            rota.Write("go", "");
            Until.True(() => rota.Tasks.Length == 0, "all have ended");
            Processes.Signal(anchor, Processes.SigCont);
            run.Wait().Exits(1);
        }

        HoldsExactly(rota, campaign);
    }

    private static void Killing(Action<RotaState> kill)
    {
        using var rota = new RotaState();
        var (campaign, run) = Held(rota);
        using (run)
        {
            kill(rota);
            rota.Write("go", "");
            run.Wait().Exits(1);
        }

        HoldsExactly(rota, campaign);
    }

    /// <summary>All tasks run, which the store knows, and none ends before it may.</summary>
    private static (Campaign Campaign, RunningCommand Run) Held(RotaState rota)
    {
        var campaign = new Campaign(tasks: 12, work: $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; ",
            slots: 12);
        var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 12);
        Until.True(() => rota.TasksOf().All(task => task.State == "running"), "the starts are committed");
        return (campaign, run);
    }

    private static void HoldsExactly(RotaState rota, Campaign campaign)
    {
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.All(rota.AttemptsOf(), attempt =>
            Assert.Equal(("", 1), (attempt.State == "lost" ? attempt.Reason : "", attempt.Attempt)));
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
    }
}
