using Rota.Fabric.Wire;
using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Leases;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Recovery;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>A keeper whose home falls silent stops what has a lease, and starts nothing that has one.</summary>
public sealed class LeaseTests : IDisposable
{
    private const ulong All = ulong.MaxValue;
    private const long Lease = 60_000_000;
    private static readonly IDisk Disk = new LinuxKernel().Disk;

    private readonly string path = Path.GetTempFileName();
    private readonly ListedKernel kernel = new();
    private readonly SpawnQueue queue = new();
    private readonly List<long> stopped = [];
    private readonly Journal journal;
    private readonly KeeperLink link;
    private readonly AttemptTable table;
    private readonly KeeperRecords records;
    private readonly LeaseWatch leases;
    private readonly RunnerLine owner;

    public LeaseTests()
    {
        journal = Journal.Open(path, kernel.BootId, Disk, static _ => { });
        link = new KeeperLink(kernel);
        table = new AttemptTable(link);
        records = new KeeperRecords(journal, link, AnchorIdentity.Unknown(kernel.BootId), kernel, new Gaps());
        leases = new LeaseWatch(table, queue, Stop, link, records, kernel);
        owner = Greet();
    }

    public void Dispose()
    {
        journal.Dispose();
        File.Delete(path);
    }

    [Fact]
    public void Owners_are_asked_again_and_again_and_on_one_machine_never()
    {
        Assert.Equal([kernel.BootMicros], Asked());
        Pass(4);
        Assert.Empty(Asked());
        Pass(1);
        Assert.Equal([kernel.BootMicros], Asked());

        owner.IsFar = false;
        Wait(5);
        Assert.Null(leases.Look());
        Assert.Empty(Asked());
    }

    [Fact]
    public void With_a_short_lease_they_are_asked_four_times_in_it()
    {
        Answer();
        Run(7, lease: 8_000_000);
        Pass(2);
        Assert.Single(Asked());
        Pass(2);
        Assert.Single(Asked());
    }

    [Fact]
    public void What_runs_is_stopped_when_nobody_answered_for_its_lease_counted_from_the_question()
    {
        var attempt = Run(7);
        Pass(5);
        var asked = Asked().Single();
        Wait(40);
        leases.Renewed(owner, asked);
        Pass(19);
        Assert.Empty(stopped);
        Pass(1);
        Assert.Equal([7], stopped);
        Assert.Equal(TimeSpan.FromSeconds(60), attempt.CutOff);
        Pass(1);
        Assert.Equal([7], stopped);
    }

    [Fact]
    public void An_answer_in_time_keeps_it_running()
    {
        Run(7);
        for (var round = 0; round < 10; round++)
        {
            Answer();
            Pass(30);
        }

        Assert.Empty(stopped);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_stamp_that_was_never_given_renews_nothing(long ahead)
    {
        Run(7);
        leases.Renewed(owner, ahead > 0 ? kernel.BootMicros + ahead : ahead);
        Pass(60);
        Assert.Equal([7], stopped);
    }

    [Fact]
    public void Who_owns_nothing_any_more_renews_nothing()
    {
        Run(7);
        Pass(5);
        var stale = Asked().Single();
        _ = Greet();
        leases.Renewed(owner, stale);
        Pass(55);
        Assert.Equal([7], stopped);
    }

    [Fact]
    public void What_has_no_lease_runs_on()
    {
        Run(7, lease: 0);
        Pass(1_000_000);
        Assert.Empty(stopped);
    }

    [Fact]
    public void What_somebody_stops_already_is_not_said_to_be_stopped_for_the_silence()
    {
        var attempt = Run(7);
        attempt.KillAt = kernel.Monotonic;
        Pass(60);
        Assert.Empty(stopped);
        Assert.Null(attempt.CutOff);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_waits_to_start_is_taken_back_when_its_lease_is_over_and_not_before(bool hasPlace)
    {
        Add(7, hasPlace ? KeptState.Queued : KeptState.Waiting);
        Pass(59);
        Assert.True(table.TryFind(7, out _));
        Pass(1);
        Assert.False(table.TryFind(7, out _));
        Assert.Empty(stopped);
    }

    [Fact]
    public void What_comes_while_nobody_has_answered_is_held_until_somebody_does()
    {
        var attempt = Add(7, KeptState.Queued);
        Assert.False(leases.MayStart(attempt));
        leases.Hold(attempt);
        Assert.True(queue.IsEmpty);
        Answer();
        Assert.True(leases.MayStart(attempt));
        Assert.True(queue.TryTake(out var taken));
        Assert.Same(attempt, taken);
    }

    /// <summary>A keeper that follows must not count from its own beginning: it would stop too late.</summary>
    [Fact]
    public void The_next_keeper_goes_on_counting_where_this_one_was()
    {
        Run(7);
        Answer();
        var answered = kernel.BootMicros;
        records.Flush();
        Assert.Equal(answered, Reread(kernel.BootId).Renewals.Of(1));

        // In another boot nothing that ran lives, and moments of before could seem to be of just now.
        Assert.Equal(0, Reread("another boot").Renewals.Of(1));
    }

    [Fact]
    public void A_journal_that_is_written_anew_keeps_what_was_heard_of_the_home()
    {
        Run(7);
        Answer();
        table.Claims.Saw(99);
        records.Compact(table.Claims, table.All);
        var next = Reread(kernel.BootId);
        Assert.Equal((kernel.BootMicros, 99), (next.Renewals.Of(1), next.HighestAttempt));
    }

    private Claims Reread(string bootId)
    {
        var heard = new HeardOfHome(bootId);
        Journal.Open(path, kernel.BootId, Disk, heard.Replay).Dispose();
        var claims = new Claims();
        heard.GiveTo(claims, 0);
        return claims;
    }

    private RunnerLine Greet()
    {
        var line = link.Open();
        line.IsFar = true;
        link.Own(line, All);
        leases.Greeted();
        _ = leases.Look();
        return line;
    }

    private KeptAttempt Run(long id, long lease = Lease)
    {
        Answer();
        var attempt = Add(id, KeptState.Running, lease);
        _ = leases.Look();
        return attempt;
    }

    private KeptAttempt Add(long id, KeptState state, long lease = Lease)
    {
        var attempt = new KeptAttempt(id, 1)
        {
            State = state, Terms = new NodeTerms { SelfStopMicros = lease }, TakenAt = kernel.BootMicros,
        };
        table.Add(attempt);
        if (state == KeptState.Waiting)
        {
            table.WaitingByShape.Add(attempt);
        }

        return attempt;
    }

    private void Stop(KeptAttempt attempt)
    {
        stopped.Add(attempt.Id);
        attempt.KillAt = kernel.Monotonic;
    }

    /// <summary>The owner is asked, and says at once that it is that still.</summary>
    private void Answer()
    {
        leases.Greeted();
        _ = leases.Look();
        leases.Renewed(owner, Asked().Last());
    }

    private void Pass(double seconds)
    {
        Wait(seconds);
        _ = leases.Look();
    }

    private void Wait(double seconds) => kernel.Sleep(TimeSpan.FromSeconds(seconds));

    /// <summary>The stamps that the owner was asked with since.</summary>
    private List<long> Asked()
    {
        var stamps = new List<long>();
        if (owner.TryTake(out var frames))
        {
            for (var rest = frames.Written.Span; rest.Length > 0; rest = rest[(4 + BitConverter.ToInt32(rest))..])
            {
                var reader = new FrameReader(rest[4..]);
                if (reader.Kind() == FrameKind.Renew)
                {
                    stamps.Add(reader.Int64());
                }
            }
        }

        return stamps;
    }
}
