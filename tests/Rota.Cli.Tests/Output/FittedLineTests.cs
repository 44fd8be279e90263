using Rota.Cli.Rendering;

namespace Rota.Cli.Tests.Output;

/// <summary>A line that fits by leaving out whole parts.</summary>
public sealed class FittedLineTests
{
    private static readonly LinePart[] Line =
    [
        new("[==>]", Rank: 3), new("38/102", Rank: 1, Gap: 1), new("4 running", Rank: 2), new("cpu 87%", Rank: 4, Gap: 3),
    ];

    [Theory]
    [InlineData(100, "[==>] 38/102  4 running   cpu 87%")]
    [InlineData(33, "[==>] 38/102  4 running   cpu 87%")]
    [InlineData(32, "[==>] 38/102  4 running")]
    [InlineData(23, "[==>] 38/102  4 running")]
    [InlineData(22, "38/102  4 running")]
    [InlineData(16, "38/102")]
    [InlineData(6, "38/102")]
    [InlineData(5, "")]
    [InlineData(0, "")]
    [InlineData(-1, "")]
    public void What_does_not_fit_is_left_out_by_rank_and_never_cut(int width, string expected) =>
        Assert.Equal(expected, FittedLine.Of(Line, width));

    [Fact]
    public void Without_a_width_all_of_it_is_there() =>
        Assert.Equal("[==>] 38/102  4 running   cpu 87%", FittedLine.Of(Line, width: null));

    [Fact]
    public void The_part_that_comes_first_has_no_gap() =>
        Assert.Equal("b", FittedLine.Of([new("long", Rank: 2), new("b", Rank: 1, Gap: 3)], width: 3));

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal("", FittedLine.Of([], width: 80));
}
