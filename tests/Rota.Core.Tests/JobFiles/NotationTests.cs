using Rota.Core.JobFiles.Notation;
using Rota.Core.Problems;

namespace Rota.Core.Tests.JobFiles;

public sealed class NotationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("10s", 10)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d", 86400)]
    [InlineData("1.5h", 5400)]
    [InlineData("90", 90)]
    [InlineData("0", 0)]
    [InlineData("10:00", 600)]
    [InlineData("00:10:00", 600)]
    [InlineData("100:00:01", 360001)]
    [InlineData("1-12", 129600)]
    [InlineData("1-12:30", 131400)]
    [InlineData("2-00:00:05", 172805)]
    public void Durations_are_read(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("10 s")]
    [InlineData("30m1h")]
    [InlineData("1h30")]
    [InlineData("1w")]
    [InlineData("99999d")]
    [InlineData("1e9")]
    [InlineData("1:2:3:4")]
    [InlineData("1-")]
    [InlineData("-12")]
    [InlineData("1:")]
    [InlineData("9999-00")]
    [InlineData("1-2-3")]
    public void What_is_no_duration_is_not(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("8G", 8L << 30)]
    [InlineData("512m", 512L << 20)]
    [InlineData("1.5K", 1536)]
    [InlineData("2T", 2L << 40)]
    [InlineData("77", 77)]
    [InlineData("500MB", 500L << 20)]
    [InlineData("4GiB", 4L << 30)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("G")]
    [InlineData("-1G")]
    [InlineData("8GBB")]
    [InlineData("8iB")]
    [InlineData("B")]
    [InlineData("9999999999T")]
    public void What_is_no_size_is_not(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("SIGTERM", 15)]
    [InlineData("term", 15)]
    [InlineData("9", 9)]
    public void Signals_are_read(string text, int signal)
    {
        Assert.True(Signal.TryParse(text, out var read));
        Assert.Equal(signal, read);
    }

    [Theory]
    [InlineData("0-15:4", "0 4 8 12", null)]
    [InlineData("1,3,7-9", "1 3 7 8 9", null)]
    [InlineData("0-10:5,1-11:5", "0 5 10 1 6 11", null)]
    [InlineData("0-2%50", "0 1 2", 50)]
    public void Arrays_are_read(string text, string labels, int? parallelMax)
    {
        Assert.True(ArrayRange.TryParse(text, out var array, out var most, out _));
        Assert.Equal(labels, string.Join(' ', Enumerable.Range(0, array.Count).Select(array.Label)));
        Assert.Equal(parallelMax, most);
    }

    [Theory]
    [InlineData("0-5,3", "the number 3 occurs twice")]
    [InlineData("0-9:0", "the step of \"0-9:0\" must be 1 or more")]
    [InlineData("0-9%0", "the number after % must be 1 or more")]
    [InlineData("-3", "\"-3\" is not a range of numbers")]
    [InlineData("0-9999999999999999", "\"0-9999999999999999\" is not a range of numbers")]
    public void What_is_no_array_is_told(string text, string mistake)
    {
        Assert.False(ArrayRange.TryParse(text, out _, out _, out var told));
        Assert.Equal(mistake, told);
    }

    [Theory]
    [InlineData("neeeds", "needs")]
    [InlineData("martix", "matrix")]
    [InlineData("COMMAND", "command")]
    [InlineData("ommand", "command")]
    [InlineData("zzz", null)]
    [InlineData("--", null)]
    public void The_nearest_name_is_the_one_with_the_fewest_slips(string text, string? nearest) =>
        Assert.Equal(nearest, Nearest.Of(text, ["needs", "matrix", "command", "id"]));

    [Theory]
    [InlineData("--mem", "--memory")]
    [InlineData("--cpu", "--cpus")]
    [InlineData("--time", "--timeout")]
    [InlineData("--max", "--max-failures")]
    [InlineData("--MEMORY", "--memory")]
    [InlineData("-memory", "--memory")]
    [InlineData("memory", "--memory")]
    [InlineData("--csv", "--from-csv")]
    [InlineData("--scale", "--time-scale")]
    [InlineData("--retry", "--retries")]
    [InlineData("--retrys", "--retries")]
    [InlineData("--memroy", "--memory")]
    public void What_was_begun_or_ends_otherwise_is_completed(string text, string nearest) =>
        Assert.Equal(nearest, Nearest.Of(text, Options));

    /// <summary>A hint that is as far from what was typed as from anything else sends people the wrong way.</summary>
    [Theory]
    [InlineData("--lines")]
    [InlineData("--job")]
    [InlineData("--jobs")]
    [InlineData("--dry-run")]
    [InlineData("--parallel")]
    [InlineData("--m")]
    [InlineData("-v")]
    [InlineData("--shell")]
    public void What_is_like_nothing_has_no_hint(string text) => Assert.Null(Nearest.Of(text, Options));

    /// <summary>Thousands of names may begin alike: the first of them is a guess, no hint.</summary>
    [Fact]
    public void What_begins_many_names_has_no_hint() =>
        Assert.Null(Nearest.Of("Europe", ["Europe/Rome", "Europe/Oslo", "Europe/Kyiv", "Europe/Riga", "UTC"]));

    private static readonly string[] Options =
    [
        "--name", "--slots", "--key", "--memory", "--cpus", "--retries", "--timeout", "--time-scale", "--max-failures", "--env", "--license",
        "--from-csv", "--tags", "--array", "--yes",
    ];
}
