using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Processes of Rota that are stopped (SIGSTOP, a debugger, a frozen container) and go on later.</summary>
public sealed class StoppedTests
{
    [Fact]
    public void A_stopped_keeper_starts_nothing_and_goes_on_where_it_was() => Using((rota, run, campaign) =>
    {
        var keeper = rota.Keeper;
        Processes.Signal(keeper, Processes.SigStop);
        Until.True(() => rota.Tasks.Length == 0, "what ran has ended");
        Assert.InRange(rota.Effects.Count, 8, campaign.Tasks - 1);
        Assert.False(run.HasExited);
        Processes.Signal(keeper, Processes.SigCont);
    });

    [Fact]
    public void A_stopped_run_process_leaves_running_tasks_alone_and_goes_on() => Using((rota, run, _) =>
    {
        run.Signal(Processes.SigStop);
        Until.True(() => rota.Tasks.Length == 0, "what ran, and what was committed to follow, has ended");
        run.Signal(Processes.SigCont);
    });

    [Fact]
    public void A_stopped_anchor_stops_nothing() => Using((rota, run, campaign) =>
    {
        var anchor = rota.Anchor;
        Processes.Signal(anchor, Processes.SigStop);
        run.Wait().Exits(1);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
        Processes.Signal(anchor, Processes.SigCont);
    });

    [Fact]
    public void Exits_that_a_stopped_anchor_could_not_see_are_seen_when_it_goes_on() => Using((rota, run, _) =>
    {
        var anchor = rota.Anchor;
        Processes.Signal(anchor, Processes.SigStop);
        Campaign.KillKeeper(rota);
        Until.True(() => rota.Tasks.Length == 0, "what ran has ended, with no parent to see it");
        Processes.Signal(anchor, Processes.SigCont);
    });

    /// <summary>
    /// Whoever deletes the lock gets two processes that both think they serve: the epoch tells them apart.
    /// </summary>
    [Fact]
    public void Two_processes_that_both_serve_a_state_start_nothing_twice() => Using((rota, run, campaign) =>
    {
        run.StopOutsideOfTurns(rota);
        Until.True(() => rota.Tasks.Length == 0, "what ran has ended");
        File.Delete(Path.Combine(rota.State, "serve.lock"));
        using var second = rota.Start("resume", "1", "-j", "4");
        var before = rota.Effects.Count;
        Until.True(() => rota.Effects.Count > before || second.HasExited, "the second one serves");
        run.Signal(Processes.SigCont);
        second.Wait().Exits(1);
    });

    [Fact]
    public void Many_that_submit_at_once_are_all_accepted() => Using((rota, _, _) =>
    {
        var submits = Enumerable.Range(0, 12).Select(_ => rota.Start("submit", "--", "true")).ToArray();
        var ids = submits.Select(submit => int.Parse(submit.Wait().Exits(0).Out, null)).ToArray();
        Assert.Equal(Enumerable.Range(2, 12), ids.Order());
    });

    private static void Using(Action<RotaState, RunningCommand, Campaign> test)
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 60, work: "sleep 0.1; ");
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 8);
        test(rota, run, campaign);
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
        Assert.All(rota.AttemptsOf(), attempt => Assert.NotEqual("lost", attempt.State));
    }
}
