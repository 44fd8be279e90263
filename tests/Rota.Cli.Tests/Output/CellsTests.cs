using Rota.Cli.Rendering;

namespace Rota.Cli.Tests.Output;

/// <summary>Text takes as many columns as a terminal gives it, and is cut between characters.</summary>
public sealed class CellsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("train", 5)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("한", 2)]
    [InlineData("🚀x", 3)]
    [InlineData("✓✕▶‖◌–", 6)]
    [InlineData("ｗ", 2)]
    public void Wide_characters_are_two_and_marks_are_none(string text, int columns) =>
        Assert.Equal(columns, Cells.Of(text));

    [Theory]
    [InlineData("training", 8, "training")]
    [InlineData("training", 7, "traini…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("日本語", 1, "…")]
    [InlineData("日本語", 0, "")]
    public void A_cut_text_fits_and_says_so(string text, int columns, string expected) =>
        Assert.Equal(expected, Cells.Cut(text, columns));

    [Fact]
    public void Cells_are_filled_by_columns() =>
        Assert.Equal(("日本  ", "  日本"), (Cells.Fill("日本", 6, isRight: false), Cells.Fill("日本", 6, isRight: true)));
}
