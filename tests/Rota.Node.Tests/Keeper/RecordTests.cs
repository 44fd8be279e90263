using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Recovery;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>That what starts can be written down when it ends, whatever becomes of the disk meanwhile.</summary>
public sealed class RecordTests : IDisposable
{
    private const long Space = 200_000;
    private readonly JournalFile file = new();
    private readonly LinuxKernel kernel = new();
    private Gaps gaps = new();
    private Inheritance left = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void Every_end_fits_on_a_disk_that_is_full_by_then() => Assert.Equal(0, UnwrittenOnAFullDisk());

    [Fact]
    public void A_keeper_that_sets_no_room_aside_is_found()
    {
        PlantedBug.Here = PlantedBug.NoRoom;
        try
        {
            Assert.NotEqual(0, UnwrittenOnAFullDisk());
        }
        finally
        {
            PlantedBug.Here = null;
        }
    }

    [Fact]
    public void Ends_that_a_failing_disk_does_not_take_are_owed_until_it_does()
    {
        using var journal = Open();
        var records = Records(journal);
        var attempts = Start(records, 3);
        file.Disk.Fails = true;
        foreach (var attempt in attempts)
        {
            End(records, attempt);
        }

        records.Flush();
        Assert.True(records.OwesEnds);
        file.Disk.Fails = false;
        records.Flush();
        Assert.False(records.OwesEnds);
        Assert.Equal(3, Replayed().Count(attempt => attempt.Report is { ExitCode: 9 }));
    }

    [Fact]
    public void An_end_that_is_committed_is_owed_no_more()
    {
        using var journal = Open();
        var records = Records(journal);
        var attempt = Start(records, 1)[0];
        file.Disk.Fails = true;
        End(records, attempt);
        Assert.True(records.OwesEnds);
        records.Done(attempt.Id);
        Assert.False(records.OwesEnds);
    }

    [Fact]
    public void Ends_that_were_not_written_are_in_the_journal_that_is_written_anew()
    {
        using var journal = Open();
        var records = Records(journal);
        var attempts = Start(records, 3);
        file.Disk.Fails = true;
        Array.ForEach(attempts, attempt => End(records, attempt));
        file.Disk.Fails = false;
        records.Compact(new Claims(), attempts);
        Assert.False(records.OwesEnds);
        Assert.Equal(3, Replayed().Count(attempt => attempt.Report is { ExitCode: 9 }));
    }

    [Fact]
    public void An_attempt_whose_intent_is_damaged_is_known_by_its_other_records()
    {
        using (var journal = Open())
        {
            var records = Records(journal);
            foreach (var attempt in Start(records, 2))
            {
                End(records, attempt);
            }
        }

        var bytes = file.Bytes;
        for (var at = JournalHeader.Bytes; at < bytes.Length - 9; at++)
        {
            if (bytes[at] == (byte)FrameKind.JournalIntent && BitConverter.ToInt64(bytes, at + 1) == 2)
            {
                bytes[at + 3] ^= 1;
                break;
            }
        }

        file.Bytes = bytes;
        var known = Replayed().Single(attempt => attempt.Id == 2);
        Assert.Equal((7, 9), (known.Job, known.Report?.ExitCode));
    }

    [Fact]
    public void A_journal_that_is_new_or_damaged_has_a_gap_until_it_is_settled()
    {
        using (var journal = Open())
        {
            _ = Records(journal);
            Assert.NotEqual(0UL, gaps.Open);
        }

        using (var journal = Open())
        {
            Assert.False(journal.Reading.IsFresh);
            Assert.NotEqual(0UL, gaps.Open);
            gaps.Close(ulong.MaxValue);
            Records(journal).Gap();
        }

        using (var journal = Open())
        {
            Assert.Equal(0UL, gaps.Open);
        }

        var bytes = file.Bytes;
        bytes[JournalHeader.Bytes + 9] ^= 1;
        file.Bytes = bytes;
        using (var journal = Open())
        {
            Assert.NotEqual(0UL, gaps.Open);
            Assert.NotNull(gaps.Damage);
        }
    }

    /// <summary>Ends that are not written of as many attempts as may start on a small disk that is full by then.</summary>
    private int UnwrittenOnAFullDisk()
    {
        file.Disk.Space = Space;
        using var journal = Open();
        var records = Records(journal);
        var attempts = Start(records, int.MaxValue);
        Assert.InRange(attempts.Length, 20, 3_000);
        Array.ForEach(attempts, attempt => End(records, attempt));
        return attempts.Length - Replayed().Count(attempt => attempt.Report is { ExitCode: 9 });
    }

    private Journal Open()
    {
        (left, gaps) = (new Inheritance(), new Gaps());
        var journal = Journal.Open(file.Path, "boot", file.Disk, payload =>
        {
            left.Replay(payload);
            gaps.Replay(payload);
        });
        gaps.Note(journal.Reading, "copy");
        return journal;
    }

    private KeeperRecords Records(Journal journal)
    {
        var records = new KeeperRecords(journal, new KeeperLink(kernel), AnchorIdentity.Unknown("boot"), kernel, gaps);
        records.Inherit([]);
        return records;
    }

    /// <summary>A keeper without a journal took a process over, and its disk took nothing of that.</summary>
    [Fact]
    public void A_claim_does_not_make_a_journal_look_whole_that_lacks_what_was_taken_over()
    {
        using (var journal = Open())
        {
            TakenOver(journal).Claim(3, 5);
        }

        using var next = Open();
        Assert.NotEqual(0UL, gaps.Open);
        Assert.Equal([(3L, 5UL)], left.Claims);
    }

    [Fact]
    public void A_gap_is_not_called_closed_before_what_was_taken_over_is_written()
    {
        using (var journal = Open())
        {
            var records = TakenOver(journal);
            records.Claim(3, 5);
            gaps.Close(ulong.MaxValue);
            records.Gap();
        }

        using var next = Open();
        Assert.Equal((1L, KeptState.Running, 44), Assert.Single(left.Attempts) is var one ? (one.Id, one.State, one.Pid) : default);
        Assert.Equal(0UL, gaps.Open);
    }

    private KeeperRecords TakenOver(Journal journal)
    {
        file.Disk.Fails = true;
        var records = Records(journal);
        records.WriteSettled(new Claims(), [new KeptAttempt(1, 7) { State = KeptState.Running, Pid = 44, Scratch = 2 }]);
        file.Disk.Fails = false;
        return records;
    }

    private static KeptAttempt[] Start(KeeperRecords records, int most)
    {
        var started = new List<KeptAttempt>();
        try
        {
            for (var id = 1; id <= Math.Min(most, 100_000); id++)
            {
                var attempt = new KeptAttempt(id, 7) { State = KeptState.Spawning, Scratch = id };
                records.Intent(attempt);
                (attempt.State, attempt.Pid) = (KeptState.Running, 1_000 + id);
                records.Started(attempt);
                started.Add(attempt);
            }
        }
        catch (IOException)
        {
            // No more may start.
        }

        return [.. started];
    }

    private static void End(KeeperRecords records, KeptAttempt attempt)
    {
        attempt.State = KeptState.Over;
        attempt.Report = new ExitReport { Ended = new Instant(5), ExitCode = 9, LastLine = new string('€', 300) };
        records.Ended(attempt);
    }

    private IReadOnlyCollection<KeptAttempt> Replayed()
    {
        using var journal = Open();
        return left.Attempts;
    }
}
