using Rota.Core.Model;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Processes;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Recovery;

namespace Rota.Node.Tests.Keeper;

/// <summary>
/// Living processes of attempts that a damaged journal tells nothing of go on as theirs, and only where they can be no
/// others: the exit of a child is never told as the attempt's.
/// </summary>
public sealed class UnrecordedTests
{
    private readonly ListedKernel kernel = new();
    private readonly AttemptMark mark = new("/state");
    private readonly Inheritance left = new();

    [Fact]
    public void A_living_leader_goes_on()
    {
        List(30, parent: 10, session: 30, ticks: 9_000);
        Adopt();
        var attempt = Assert.Single(left.Attempts);
        Assert.Equal((KeptState.Running, 30, 9_000L, 3L, 7), (attempt.State, attempt.Pid, attempt.StartTicks, attempt.Job, attempt.Scratch));
    }

    [Fact]
    public void A_child_in_a_session_of_its_own_leads_no_attempt_while_its_parent_lives()
    {
        List(31, parent: 30, session: 31, ticks: 9_000);
        List(30, parent: 10, session: 30, ticks: 9_000);
        Adopt();
        Assert.Equal(30, Assert.Single(left.Attempts).Pid);
    }

    [Fact]
    public void What_a_leader_that_ended_has_left_is_ended_and_the_attempt_lost()
    {
        List(31, parent: 10, session: 30, ticks: 9_000);
        Adopt();
        AssertLost();
    }

    [Theory]
    [InlineData(9_000, 9_500)]
    [InlineData(0, 9_500)]
    [InlineData(8_000, 9_000)]
    [InlineData(8_000, 0)]
    public void A_leader_that_an_ended_one_may_have_started_is_not_taken_for_the_attempts_own(long began, long ended)
    {
        List(31, parent: 10, session: 31, ticks: 9_000);
        Adopt(Exit(began, ended));
        AssertLost();
    }

    [Theory]
    [InlineData(9_001, 9_500, true)]
    [InlineData(8_000, 8_999, true)]
    [InlineData(8_000, 9_500, false)]
    public void Exits_that_were_not_there_when_it_began_or_led_nothing_say_nothing_of_it(long began, long ended, bool isLeader)
    {
        List(30, parent: 10, session: 30, ticks: 9_000);
        Adopt(Exit(began, ended) with { IsLeader = isLeader });
        Assert.Equal(KeptState.Running, Assert.Single(left.Attempts).State);
    }

    [Fact]
    public void An_attempt_that_the_journal_knows_is_left_as_it_is()
    {
        left.Add(new KeptAttempt(1, 3) { State = KeptState.Over });
        List(30, parent: 10, session: 30, ticks: 9_000);
        Assert.Equal(0, Adopt());
    }

    private static AnchorExit Exit(long began, long ended) =>
        new() { Pid = 20, StartTicks = began, BootId = "boot", At = new Instant(1), ExitCode = 3, Ticks = ended, IsLeader = true };

    private void List(int pid, int parent, int session, long ticks) =>
        kernel.Listed.Add((new ProcessEntry(pid, parent, session, ticks, 0, false), mark.Of(1)));

    private int Adopt(params AnchorExit[] unclaimed)
    {
        var gaps = new Gaps();
        return new Unrecorded(new AnchorIdentity("boot", 10, 5), kernel, mark, "/state/live").Adopt(left, gaps, MarkedProcesses.Find(kernel), unclaimed);
    }

    private void AssertLost()
    {
        var attempt = Assert.Single(left.Attempts);
        Assert.Equal((KeptState.Ending, null), (attempt.State, attempt.Report));
        Assert.Contains("journal was damaged", attempt.LostReason, StringComparison.Ordinal);
    }
}
