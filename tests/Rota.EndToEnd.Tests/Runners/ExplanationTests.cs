using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Runners;

/// <summary>Explanations know runners, partitions and epochs.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void A_waiting_task_names_the_runner_that_attends_to_it_and_says_when_that_one_is_gone()
    {
        using var rota = new RotaState();
        rota.Run("queue", "pause", "slow").Exits(0);
        using var up = rota.Start("up", "--runners", "2");
        Until.True(() => rota.Run("slots").Out.Contains("up-2", StringComparison.Ordinal), "the daemon is up");
        rota.Run("submit", "--queue", "slow", "--array", "1-3", "--", "true").Exits(0);
        Assert.Matches(@"up-[12] \(pid \d+\) attends to it: partition \d+, epoch \d+", rota.Run("explain", "1.true.2").Exits(0).Out);
        up.Signal(Processes.SigKill);
        up.Wait();
        Assert.Matches(@"up-[12] \(pid \d+\), who attended to it, is gone", rota.Run("explain", "1.true.2").Exits(0).Out);
        rota.Run("check").Exits(0);
    }
}
