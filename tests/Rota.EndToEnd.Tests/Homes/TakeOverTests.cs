using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>A home that outlives the machine that serves it: another stands by, and takes over.</summary>
public sealed class TakeOverTests
{
    [Fact]
    public void A_machine_that_wakes_up_after_another_took_over_writes_nothing_starts_nothing_and_stands_by()
    {
        using var machines = new TwoMachines();
        var (a, b) = (machines.A, machines.B);
        var frozen = machines.Up(a);
        machines.Submit(1, 2);
        machines.AwaitRunning(1, 2);
        Assert.Contains("stands by: the home is served by", b.Run("up", "--home", machines.Address, "--detach", "--listen", "none", "-j", "2").Exits(0).Out, StringComparison.Ordinal);
        Processes.Signal(frozen, Processes.SigStop);
        machines.PassTime();
        TwoMachines.AwaitServing(b);
        machines.Submit(3, 4);
        machines.LetGo(1, 3, 4);
        b.Run("wait", "3", "4").Exits(0);
        Assert.Contains("out 3", b.Run("logs", "3").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal("running", b.JobState(1));
        Assert.Contains("is in doubt until", b.Run("explain", "1").Exits(0).Out, StringComparison.Ordinal);

        Processes.Signal(frozen, Processes.SigCont);
        Until.True(() => TwoMachines.Says(a, "another machine serves the home now"), "a says that it was replaced");
        Assert.Contains("served by the state", a.Run("runner").Error, StringComparison.Ordinal);
        Assert.Equal("running", a.JobState(1));

        b.Run("down").Exits(0);
        machines.LetGo(2);
        a.Run("wait", "1", "2").Exits(0);
        machines.AssertRanOnce(1, 2, 3, 4);
        Assert.Contains("out 1", a.Run("logs", "1").Exits(0).Out, StringComparison.Ordinal);
        a.Run("check").Exits(0);
        b.Run("check").Exits(0);
        a.Run("down").Exits(0);
    }

    [Fact]
    public void What_ran_on_a_machine_that_is_gone_is_in_doubt_until_a_person_takes_it_out()
    {
        using var machines = new TwoMachines();
        var (a, b) = (machines.A, machines.B);
        machines.Up(a);
        machines.Submit(1);
        machines.AwaitRunning(1);
        machines.Up(b);
        a.Run("down").Exits(0);
        TwoMachines.AwaitServing(b);
        machines.Submit(2);
        machines.LetGo(2);
        b.Run("wait", "2").Exits(0);
        Assert.Equal("running", b.JobState(1));
        b.Run("cell", "remove", Environment.MachineName).Exits(0);
        Until.True(() => b.AttemptsOf(1).Length == 1, "what ran on a is given up");
        machines.LetGo(1);
        b.Run("wait", "1").Exits(0);
        Assert.Contains(b.AttemptsOf(1), attempt => attempt.State == "lost");
        b.Run("check").Exits(0);
        b.Run("down").Exits(0);
    }
}
