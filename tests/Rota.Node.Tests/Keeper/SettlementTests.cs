using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Recovery;

namespace Rota.Node.Tests.Keeper;

/// <summary>
/// What becomes of starts that no record confirms: an exit is an attempt's only where it must be, and an attempt never was
/// only where nothing was there.
/// </summary>
public sealed class SettlementTests
{
    private static readonly AnchorIdentity Ours = new("boot", 10, 5);
    private readonly ListedKernel kernel = new();
    private Inheritance left = new();
    private readonly HashSet<long> begun = [];
    private readonly List<AnchorExit> exits = [];

    [Fact]
    public void A_start_whose_output_was_never_opened_never_was()
    {
        Intend(Ours, 1);
        exits.Add(Exit(20, code: 0));
        Settle();
        Assert.Empty(left.Attempts);
    }

    [Fact]
    public void The_only_end_that_can_be_its_own_is_its_own()
    {
        Begun(Ours, 1);
        exits.Add(Exit(20, code: 7));
        Settle();
        var attempt = Assert.Single(left.Attempts);
        Assert.Equal((KeptState.Ending, 20, 7), (attempt.State, attempt.Pid, attempt.Report?.ExitCode));
    }

    [Fact]
    public void Ends_that_are_alike_are_told_whoever_had_which()
    {
        Begun(Ours, 1, 2);
        exits.AddRange([Exit(20, code: 3), Exit(21, code: 3)]);
        Settle();
        Assert.All(left.Attempts, attempt => Assert.Equal(3, attempt.Report?.ExitCode));
        Assert.Equal([20, 21], left.Attempts.Select(attempt => attempt.Pid).Order());
    }

    [Fact]
    public void Ends_that_differ_are_nobodys()
    {
        Begun(Ours, 1, 2);
        exits.AddRange([Exit(20, code: 0), Exit(21, code: 1)]);
        Settle();
        Assert.All(left.Attempts, attempt => Assert.NotNull(attempt.LostReason));
    }

    [Fact]
    public void An_end_of_a_process_that_led_no_session_is_not_an_attempts()
    {
        Begun(Ours, 1);
        exits.AddRange([Exit(20, code: 0) with { IsLeader = false }, Exit(21, code: 4)]);
        Settle();
        Assert.Equal(4, Assert.Single(left.Attempts).Report?.ExitCode);
    }

    [Fact]
    public void An_end_before_the_intent_is_not_its_own()
    {
        Begun(Ours, 1);
        exits.Add(Exit(20, code: 0) with { StartTicks = 10 });
        Settle();
        Assert.NotNull(Assert.Single(left.Attempts).LostReason);
    }

    [Fact]
    public void What_the_anchor_of_another_keeper_saw_says_nothing_of_a_start()
    {
        Assert.Null(UnderAForeignAnchor(bug: null).Report);
        Assert.NotNull(UnderAForeignAnchor(PlantedBug.ForeignAnchor).Report);
    }

    [Fact]
    public void The_living_leader_with_the_mark_is_taken_over()
    {
        Begun(Ours, 1);
        kernel.Listed.Add((new ProcessEntry(30, 10, 30, 9_000, 0, false), "1@state"));
        Settle();
        var attempt = Assert.Single(left.Attempts);
        Assert.Equal((KeptState.Running, 30), (attempt.State, attempt.Pid));
    }

    [Fact]
    public void A_living_leader_never_gets_the_exit_of_one_that_began_beside_it()
    {
        Begun(Ours, 1, 2);
        kernel.Listed.Add((new ProcessEntry(30, 10, 30, 9_000, 0, false), "1@state"));
        exits.Add(Exit(31, code: 0));
        Settle();
        var attempts = left.Attempts.ToDictionary(attempt => attempt.Id);
        Assert.Equal((KeptState.Running, 30), (attempts[1].State, attempts[1].Pid));
        Assert.Equal((KeptState.Ending, 0), (attempts[2].State, attempts[2].Report?.ExitCode));
    }

    [Fact]
    public void A_living_leader_that_an_unknown_end_may_be_of_is_lost_and_never_given_that_end()
    {
        Begun(Ours, 1);
        kernel.Listed.Add((new ProcessEntry(30, 10, 30, 9_000, 0, false), "1@state"));
        exits.Add(Exit(31, code: 0));
        Settle();
        Assert.Null(Assert.Single(left.Attempts).Report);
    }

    /// <summary>What it has done since, it has done: processes were told to end, and the exits that are told later are others.</summary>
    [Fact]
    public void What_is_given_up_stays_so_for_the_keepers_after_it()
    {
        Begun(Ours, 1);
        kernel.Listed.Add((new ProcessEntry(30, 10, 30, 9_000, 0, false), "1@state"));
        exits.Add(Exit(31, code: 0));
        Settle();
        var reason = Assert.Single(left.Attempts).LostReason;
        Assert.NotNull(reason);

        left = Reread(left.Attempts);
        kernel.Listed.Clear();
        Settle();
        var attempt = Assert.Single(left.Attempts);
        Assert.Equal((KeptState.Ending, reason, null), (attempt.State, attempt.LostReason, attempt.Report));
    }

    [Fact]
    public void A_process_that_it_started_shows_that_it_began_and_is_not_taken_for_it()
    {
        Intend(Ours, 1);
        kernel.Listed.Add((new ProcessEntry(31, 10, 30, 9_000, 0, false), "1@state"));
        exits.Add(Exit(30, code: 5));
        Settle();
        Assert.Equal(5, Assert.Single(left.Attempts).Report?.ExitCode);
    }

    [Fact]
    public void While_a_child_of_the_anchor_is_unknown_nothing_is_certain()
    {
        Intend(Ours, 1);
        kernel.Listed.Add((new ProcessEntry(40, 10, 40, 9_000, 0, false), null));
        Settle();
        Assert.NotNull(Assert.Single(left.Attempts).LostReason);
    }

    private KeptAttempt UnderAForeignAnchor(string? bug)
    {
        Begun(Ours with { Pid = 99 }, 1);
        exits.Add(Exit(20, code: 0));
        PlantedBug.Here = bug;
        try
        {
            Settle();
        }
        finally
        {
            PlantedBug.Here = null;
        }

        return Assert.Single(left.Attempts);
    }

    private static AnchorExit Exit(int pid, int code) =>
        new() { Pid = pid, StartTicks = 9_000, BootId = "boot", At = new Instant(1), ExitCode = code, Ticks = 9_500, IsLeader = true };

    private void Begun(AnchorIdentity anchor, params long[] attempts)
    {
        Intend(anchor, attempts);
        begun.UnionWith(attempts);
    }

    private void Intend(AnchorIdentity anchor, params long[] attempts)
    {
        Read(JournalFrames.Anchor(anchor));
        foreach (var id in attempts)
        {
            Read(frame => JournalFrames.Intent(frame, new KeptAttempt(id, 1) { IntendedTicks = 8_000, Scratch = (int)id }));
        }
    }

    /// <summary>What the next keeper finds in the journal of one that knows these.</summary>
    private static Inheritance Reread(IEnumerable<KeptAttempt> attempts)
    {
        using var file = new JournalFile();
        using (var journal = file.Open(static _ => { }))
        {
            Compaction.Write(journal, 0, new Claims(), attempts, Ours);
        }

        var next = new Inheritance();
        file.Open(next.Replay).Dispose();
        return next;
    }

    private void Read(Action<FrameWriter> write)
    {
        var frame = new FrameWriter();
        write(frame);
        left.Replay(frame.Written.Span[4..]);
    }

    private void Settle() =>
        new Settlement(left, Ours, kernel, id => $"{id}@state", attempt => begun.Contains(attempt.Id)).Settle(MarkedProcesses.Find(kernel), exits, () => []);
}
