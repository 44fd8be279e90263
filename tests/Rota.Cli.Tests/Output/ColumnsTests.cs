using Rota.Cli.Rendering;

namespace Rota.Cli.Tests.Output;

/// <summary>A table that fits by leaving out whole columns and cutting words: no number is ever cut.</summary>
public sealed class ColumnsTests
{
    [Theory]
    [InlineData(null, "night-long-train  38201  running")]
    [InlineData(32, "night-long-train  38201  running")]
    [InlineData(31, "night-long-tra…  38201  running")]
    [InlineData(21, "nigh…  38201  running")]
    [InlineData(20, "night-long-t…  38201")]
    [InlineData(12, "nigh…  38201")]
    [InlineData(11, "38201")]
    [InlineData(5, "38201")]
    [InlineData(4, "")]
    public void What_does_not_fit_goes_by_rank(int? width, string row)
    {
        var columns = new Columns(new Heading("NAME", Rank: 1, Least: 5), new Heading("DONE", Rank: 0, IsRight: true), new Heading("STATE", Rank: 2));
        columns.Add("night-long-train", "38201", "running");
        Assert.Equal(row, Text(columns, width)[1]);
    }

    [Fact]
    public void Columns_stand_below_each_other_also_behind_wide_characters()
    {
        var columns = new Columns("A", "B");
        columns.Add("日本", "x");
        columns.Add("abcd", "x");
        Assert.Equal(["A     B", "日本  x", "abcd  x"], Text(columns, null));
    }

    [Fact]
    public void What_moves_the_cursor_is_shown()
    {
        var columns = new Columns("A");
        columns.Add("\e[2Jx");
        Assert.Equal("\\u001b[2Jx", Text(columns, null)[1]);
    }

    private static string[] Text(Columns columns, int? width) =>
        [.. columns.Lines(width).Select(line => string.Concat(line.Select(piece => piece.Text)))];
}
