using Rota.Node.Keeper.Journals;

namespace Rota.Node.Tests.Keeper;

/// <summary>What a journal still tells after its disk did something to it.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private const int Records = 24;
    private readonly JournalFile file = JournalFile.With(Records);

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_sound_journal_is_sound()
    {
        var (reading, numbers) = JournalFile.Read(file.Bytes);
        Assert.Equal((0, false, true), (reading.Damage, reading.IsFresh, reading.IsOfThisBoot));
        Assert.Equal(All, numbers);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_flipped_bit_anywhere_costs_one_record_at_most_and_is_noticed(int bits)
    {
        var (sound, end) = (file.Bytes, Written);
        for (var at = 0; at < end; at++)
        {
            var bytes = sound.ToArray();
            bytes[at] ^= (byte)bits;
            var (reading, numbers) = JournalFile.Read(bytes);
            Assert.True(reading.Damage > 0, $"byte {at} of {end} was flipped unnoticed");
            Assert.InRange(numbers.Count, Records - (at < JournalHeader.Bytes ? 0 : 1), Records);
            Assert.Equal(numbers.Order(), numbers);
        }
    }

    [Fact]
    public void A_cut_anywhere_keeps_what_is_before_it_and_is_noticed()
    {
        var (sound, end) = (file.Bytes, Written);
        for (var length = 1; length < end; length++)
        {
            var (reading, numbers) = JournalFile.Read(sound[..length]);
            Assert.True(reading.Damage > 0, $"a cut to {length} of {end} bytes went unnoticed");
            Assert.Equal(All.Take(numbers.Count), numbers);
        }

        Assert.True(JournalFile.Read([]).Reading.IsFresh);
        Assert.Equal(0, JournalFile.Read(sound[..(int)end]).Reading.Damage);
    }

    [Fact]
    public void A_zeroed_region_anywhere_costs_what_was_in_it_and_is_noticed()
    {
        var (sound, end) = (file.Bytes, (int)Written);
        foreach (var length in (int[])[1, 8, 64, 200, end])
        {
            for (var at = 0; at < end; at += 3)
            {
                var bytes = sound.ToArray();
                bytes.AsSpan(at, Math.Min(length, end - at)).Clear();
                if (bytes.AsSpan().SequenceEqual(sound))
                {
                    continue;
                }

                var (reading, numbers) = JournalFile.Read(bytes);
                Assert.True(reading.Damage > 0 || reading.IsFresh, $"{length} zeros at {at} of {end} went unnoticed");
                Assert.Equal(numbers.Order(), numbers);
                Assert.True(numbers.Count >= Records - 2 - (length / 13), $"{numbers.Count} records are left of {length} zeros at {at}");
            }
        }
    }

    [Fact]
    public void Garbage_in_the_middle_is_searched_through()
    {
        var random = new Random(7);
        var bytes = file.Bytes;
        var damaged = JournalFile.With(0);
        using (var journal = damaged.Open(out _))
        {
            for (var number = 1; number <= 2_000; number++)
            {
                journal.Append(JournalFile.Record(number));
            }
        }

        bytes = damaged.Bytes;
        random.NextBytes(bytes.AsSpan(10_000, 20_000));
        damaged.Bytes = bytes;
        var numbers = damaged.Numbers();
        damaged.Dispose();
        Assert.Contains(2_000, numbers);
        Assert.InRange(numbers.Count, 1_000, 1_999);
    }

    [Fact]
    public void A_tail_that_is_there_twice_is_read_twice_and_is_no_damage()
    {
        var (bytes, end) = (file.Bytes, (int)Written);
        var tail = bytes.AsSpan(end - 17, 17).ToArray();
        var last = JournalFile.Read(bytes).Numbers[^1];
        tail.CopyTo(bytes.AsSpan(end));
        var (reading, numbers) = JournalFile.Read(bytes);
        Assert.Equal(0, reading.Damage);
        Assert.All(numbers.Skip(Records), number => Assert.Equal(last, number));
    }

    [Fact]
    public void An_append_that_a_death_cut_off_is_no_damage_and_leaves_nothing_behind()
    {
        var sound = file.Bytes;
        using (var journal = file.Open(out _))
        {
            journal.Append(JournalFile.Record(26));
        }

        // The record is there in part, and the header does not vouch for it yet.
        var (bytes, end) = (file.Bytes, (int)Written);
        sound.AsSpan(0, JournalHeader.Bytes).CopyTo(bytes);
        bytes.AsSpan(end - 12, 12).Clear();
        file.Bytes = bytes;
        using (var journal = file.Open(out var numbers))
        {
            Assert.Equal((0, Records), (journal.Reading.Damage, numbers.Count));
            journal.Append(JournalFile.Record(28));
        }

        Assert.Equal([.. All, 28], file.Numbers());
    }

    [Fact]
    public void A_record_that_its_header_does_not_vouch_for_yet_counts()
    {
        var sound = file.Bytes;
        using (var journal = file.Open(out _))
        {
            journal.Append(JournalFile.Record(26));
        }

        var bytes = file.Bytes;
        sound.AsSpan(0, JournalHeader.Bytes).CopyTo(bytes);
        file.Bytes = bytes;
        Assert.Equal([.. All, 26], file.Numbers());
    }

    [Fact]
    public void What_is_missing_after_a_restart_of_the_machine_is_told_from_damage()
    {
        var (reading, numbers) = JournalFile.Read(file.Bytes[..200], "another boot");
        Assert.NotEmpty(numbers);
        Assert.Equal((true, false), (reading.Damage > 0, reading.IsOfThisBoot));
    }

    [Fact]
    public void A_damaged_journal_goes_on()
    {
        var bytes = file.Bytes;
        bytes[100] ^= 4;
        file.Bytes = bytes;
        using (var journal = file.Open(out _))
        {
            journal.Append(JournalFile.Record(99));
        }

        var numbers = file.Numbers();
        Assert.Equal((Records, 99), (numbers.Count, numbers[^1]));
    }

    private static IEnumerable<int> All => Enumerable.Range(1, Records);

    private long Written => JournalFile.Read(file.Bytes).Reading.End;
}
