using System.Text;
using Rota.Core.Scheduling.Effects;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Outputs;

namespace Rota.Node.Tests.Keeper;

/// <summary>What attempts wrote is found where their report says, byte for byte, whatever its length.</summary>
public sealed class OutputStoreTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rota-output-").FullName;
    private readonly OutputStore store;

    public OutputStoreTests()
    {
        Directory.CreateDirectory(Live);
        store = New();
    }

    private string Live => Path.Combine(root, "live");

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void Both_streams_of_attempts_are_kept_one_behind_the_other()
    {
        var (first, second) = (Pack(1, "one\n", "oops\n"), Pack(2, "two\n"));
        Assert.Equal(["one\n", "oops\n", "two\n"], new[] { first.Output!.Value, first.Errors, second.Output!.Value }.Select(Read));
        Assert.Equal(default, second.Errors);
        Assert.Equal(first.Output.Value.Segment, second.Output.Value.Segment);
    }

    [Fact]
    public void Nothing_written_takes_no_place()
    {
        var packed = Pack(1, "");
        Assert.Equal((true, default(OutputPlace), default(OutputPlace)), (packed.IsKept, packed.Output!.Value, packed.Errors));
    }

    [Fact]
    public void The_last_line_of_errors_is_told_where_it_is_asked_for()
    {
        Write(1, "", "first\nlast line\n\n");
        Assert.Equal("last line", store.TryPack(7, 1, wantsLastLine: true, default).LastLine);
        Assert.Null(Pack(2, "", "more\n").LastLine);
    }

    [Fact]
    public void Of_what_is_too_long_both_ends_are_kept()
    {
        var text = "begin" + new string('x', (int)OutputStore.StreamMax) + "end";
        var kept = Read(Pack(1, text).Output!.Value);
        Assert.StartsWith("begin", kept, StringComparison.Ordinal);
        Assert.EndsWith("end", kept, StringComparison.Ordinal);
        Assert.InRange(kept.Length, OutputStore.StreamMax / 2, OutputStore.StreamMax + 200);
    }

    [Fact]
    public void A_large_one_becomes_a_file_of_its_own_and_what_follows_goes_elsewhere()
    {
        var text = new string('y', 5 << 20);
        var (large, small) = (Pack(1, text), Pack(2, "small"));
        Assert.True(large.IsLinked);
        Assert.Equal(text, Read(large.Output!.Value));
        Assert.Equal("small", Read(small.Output!.Value));
        Assert.NotEqual(large.Output.Value.Segment, small.Output.Value.Segment);
    }

    [Fact]
    public void A_later_keeper_goes_on_where_an_earlier_one_ended()
    {
        var first = Pack(1, "one\n");
        using var next = New();
        Write(2, "two\n", "");
        var second = next.TryPack(7, 2, wantsLastLine: false, default);
        Assert.Equal(["one\n", "two\n"], new[] { first.Output!.Value, second.Output!.Value }.Select(Read));
    }

    [Fact]
    public void What_cannot_be_kept_is_tried_again_and_nothing_of_it_is_kept_twice()
    {
        Write(1, "text\n", "");
        Directory.CreateDirectory(store.ErrorPath(2));
        File.Move(store.OutputPath(1), store.OutputPath(2));
        var failed = store.TryPack(7, 2, wantsLastLine: false, default);
        Assert.Equal((false, true), (failed.IsKept, failed.Failure is not null));
        Directory.Delete(store.ErrorPath(2));
        File.WriteAllText(store.ErrorPath(2), "errors\n");
        var kept = store.TryPack(7, 2, wantsLastLine: false, failed);
        Assert.Equal(["text\n", "errors\n"], new[] { kept.Output!.Value, kept.Errors }.Select(Read));
        Assert.Equal(12, new FileInfo(OutputStore.SegmentPath(JobDirectory(7), kept.Errors.Segment)).Length);
    }

    [Fact]
    public void What_is_kept_is_its_users_alone()
    {
        var place = Pack(1, "secret").Output!.Value;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(OutputStore.SegmentPath(JobDirectory(7), place.Segment)));
    }

    private OutputStore New() => new(Live, JobDirectory);

    private string JobDirectory(long job) => Path.Combine(root, "jobs", job.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private PackedOutput Pack(int scratch, string output, string errors = "")
    {
        Write(scratch, output, errors);
        return store.TryPack(7, scratch, wantsLastLine: false, default);
    }

    private void Write(int scratch, string output, string errors)
    {
        File.WriteAllText(store.OutputPath(scratch), output);
        File.WriteAllText(store.ErrorPath(scratch), errors);
    }

    private string Read(OutputPlace place)
    {
        using var file = File.OpenRead(OutputStore.SegmentPath(JobDirectory(7), place.Segment));
        file.Seek(place.Offset, SeekOrigin.Begin);
        var bytes = new byte[place.Length];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
