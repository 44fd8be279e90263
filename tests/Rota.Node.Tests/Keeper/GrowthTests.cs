using Rota.Core.Model;
using Rota.Node.Keeper.Times;

namespace Rota.Node.Tests.Keeper;

/// <summary>What the keeper writes down of when output grew.</summary>
public sealed class GrowthTests : IDisposable
{
    private static readonly Instant Begin = Instant.From(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero));
    private readonly string directory = Directory.CreateTempSubdirectory("rota-times-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_write_has_the_time_of_the_file_and_not_of_the_look()
    {
        var growth = Started();
        Write("out", 10, At(0.13));
        growth.Look(At(0.2));
        Write("err", 5, At(0.26));
        Write("out", 12, At(0.24));
        growth.Look(At(0.3));
        Assert.Equal(
            [new(At(0.13), false, 10, false), new(At(0.24), false, 12, false), new(At(0.26), true, 5, false)],
            Records);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void A_clock_that_was_set_moves_no_time_out_of_the_look_that_saw_it(double step)
    {
        var growth = Started();
        growth.Look(At(0.1));
        Write("out", 10, At(0.15 + step));
        growth.Look(At(0.2));
        Assert.InRange(Records.Single().At.Micros, At(0.1).Micros, At(0.2).Micros);
    }

    [Fact]
    public void A_keeper_that_is_behind_its_predecessor_says_that_it_does_not_know()
    {
        var before = Started();
        Write("out", 10, At(100));
        before.Look(At(100));
        var next = Started();
        Write("out", 20, At(50));
        next.Look(At(50));
        Assert.Equal(new WrittenRecord(At(100), false, 20, true), Records[^1]);
    }

    [Fact]
    public void What_grew_while_no_keeper_was_there_is_vague_and_what_grows_later_is_not()
    {
        var before = Started();
        Write("out", 10, At(0.2));
        before.Look(At(0.2));
        var next = Started();
        Write("out", 20, At(9));
        next.Look(At(10));
        Write("out", 30, At(10.1));
        next.Look(At(10.1));
        Assert.Equal([false, true, false], Records.Select(record => record.IsVague));
    }

    [Fact]
    public void What_a_disk_did_not_take_is_told_by_the_next_look()
    {
        var growth = new Growth(Path("out"), Path("err"), Path("none/0.times"), Begin);
        Write("out", 10, At(0.2));
        Assert.ThrowsAny<IOException>(() => growth.Look(At(0.2)));
        Directory.CreateDirectory(Path("none"));
        growth.Look(At(0.3));
        Assert.Equal(new WrittenRecord(At(0.2), false, 10, false), LiveTimes.Read(Path("none/0.times")).Single());
    }

    [Fact]
    public void A_task_that_cuts_its_output_has_the_times_of_what_it_wrote_last()
    {
        var growth = Started();
        foreach (var (length, second) in ((long, double)[])[(100, 0.1), (0, 0.2), (30, 0.3), (80, 0.4)])
        {
            Write("out", length, At(second));
            growth.Look(At(second));
        }

        Assert.Equal(
            [new(At(0.3), false, 30, false), new(At(0.4), false, 80, false)],
            Standing.Of(Records));
    }

    [Fact]
    public void Hours_of_output_leave_a_bounded_file_in_which_nothing_is_earlier_than_it_was()
    {
        var growth = Started();
        const int Looks = 30_000;
        for (var look = 1; look <= Looks; look++)
        {
            Write("out", look * 7L, At(look / 10.0));
            growth.Look(At(look / 10.0));
        }

        IReadOnlyList<WrittenRecord> records = [.. growth.Finish(At(Looks / 10.0))];
        Assert.InRange(records.Count, 1000, Thinning.CountMax + 1);
        Assert.Equal(Looks * 7L, records[^1].Length);
        Assert.All(records, record => Assert.True(record.At >= At(record.Length / 70.0 - 0.05)));
        Assert.All(records.Zip(records.Skip(1)), pair =>
            Assert.True(pair.Second.At - pair.First.At < TimeSpan.FromSeconds(Looks / 10.0 / 500)));
    }

    [Fact]
    public void A_damaged_entry_costs_its_own_times_and_no_others()
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            PackedTimes.Append(directory, attempt, [new(At(attempt), false, 10, false)]);
        }

        var file = Path("output.times");
        var bytes = File.ReadAllBytes(file);
        bytes[(bytes.Length / 3) + 30] ^= 1;
        File.WriteAllBytes(file, [.. bytes, .. bytes[..9]]);
        PackedTimes.Append(directory, 4, [new(At(4), true, 10, false)]);
        PackedTimes.Append(directory, 1, [new(At(9), true, 10, false)]);
        var times = new PackedTimes(directory);
        Assert.Equal(At(9), times.Of(1)!.Single().At);
        Assert.Null(times.Of(2));
        Assert.Equal(At(3), times.Of(3)!.Single().At);
        Assert.Equal(At(4), times.Of(4)!.Single().At);
        Assert.Null(times.Of(5));
    }

    private static Instant At(double seconds) => Begin + TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    private WrittenRecord[] Records => LiveTimes.Read(Path("0.times"));

    private Growth Started() => new(Path("out"), Path("err"), Path("0.times"), Begin);

    private string Path(string name) => System.IO.Path.Combine(directory, name);

    private void Write(string name, long length, Instant at)
    {
        using (var file = File.OpenHandle(Path(name), FileMode.OpenOrCreate, FileAccess.Write))
        {
            RandomAccess.SetLength(file, length);
        }

        File.SetLastWriteTimeUtc(Path(name), at.ToDateTime().UtcDateTime);
    }
}
