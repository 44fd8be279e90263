namespace Rota.Node.Tests.Keeper;

/// <summary>What a journal takes when its disk takes nothing more.</summary>
public sealed class JournalRoomTests
{
    [Fact]
    public void What_was_reserved_can_be_written_on_a_full_disk()
    {
        using var file = new JournalFile();
        using var journal = file.Open(out _);
        journal.Reserve(100_000);
        file.Disk.Space = 0;
        var count = 0;
        while (journal.Room > 100)
        {
            journal.Append(JournalFile.Record(7));
            count++;
        }

        Assert.InRange(count, 100_000 / 100, int.MaxValue);
        Assert.Equal(count, file.Numbers().Count);
    }

    [Fact]
    public void A_disk_with_little_space_gives_what_it_has()
    {
        using var file = new JournalFile();
        file.Disk.Space = 10_000;
        using var journal = file.Open(out _);
        journal.Reserve(5_000);
        Assert.Throws<IOException>(() => journal.Reserve(12_000));
        Assert.InRange(journal.Room, 5_000, 10_000);
    }

    [Fact]
    public void What_a_failing_disk_did_not_take_is_written_later_and_once()
    {
        using var file = new JournalFile();
        using var journal = file.Open(out _);
        journal.Append(JournalFile.Record(1));
        file.Disk.Fails = true;
        Assert.Throws<IOException>(() => journal.Append(JournalFile.Record(6)));
        journal.Defer(JournalFile.Record(2));
        Assert.Throws<IOException>(journal.Flush);
        file.Disk.Fails = false;
        journal.Append(JournalFile.Record(3));
        Assert.Equal([1, 2, 3], file.Numbers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_that_cannot_be_written_anew_stays_as_it_is(bool isFull)
    {
        using var file = new JournalFile();
        using var journal = file.Open(out _);
        journal.Append(JournalFile.Record(1));
        (file.Disk.Space, file.Disk.Fails) = (isFull ? journal.Length : long.MaxValue, !isFull);
        Assert.Throws<IOException>(() => journal.Rewrite(1_000, fresh => fresh.Append(JournalFile.Record(2))));
        Assert.False(File.Exists(file.Path + ".new"));
        (file.Disk.Space, file.Disk.Fails) = (long.MaxValue, false);
        journal.Append(JournalFile.Record(3));
        Assert.Equal([1, 3], file.Numbers());
    }

    [Fact]
    public void A_journal_written_anew_has_the_room_it_was_told_to_have()
    {
        using var file = new JournalFile();
        using var journal = file.Open(out _);
        journal.Append(JournalFile.Record(1));
        journal.Rewrite(50_000, fresh => fresh.Append(JournalFile.Record(2)));
        file.Disk.Space = 0;
        Assert.InRange(journal.Room, 50_000, 200_000);
        journal.Append(JournalFile.Record(3));
        Assert.Equal([2, 3], file.Numbers());
    }

    [Fact]
    public void A_journal_that_somebody_removed_is_known_to_be_gone()
    {
        using var file = new JournalFile();
        using var journal = file.Open(out _);
        journal.Append(JournalFile.Record(1));
        File.Delete(file.Path);
        Assert.True(journal.IsGone);
        journal.Rewrite(0, fresh => fresh.Append(JournalFile.Record(2)));
        Assert.False(journal.IsGone);
        Assert.Equal([2], file.Numbers());
    }
}
