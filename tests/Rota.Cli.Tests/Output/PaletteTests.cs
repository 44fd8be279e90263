using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Output;

/// <summary>Colours read on black and on white, never say anything alone, and are where they were asked for only.</summary>
public sealed class PaletteTests
{
    /// <summary>What WCAG asks of signs; text beside them says the same.</summary>
    private const double ContrastLeast = 3;

    [Fact]
    public void Each_reads_on_black_and_on_white()
    {
        foreach (var colour in Enum.GetValues<Ink>().Select(Palette.Of256).OfType<int>())
        {
            var light = Luminance(colour);
            Assert.True((light + 0.05) / 0.05 >= ContrastLeast, $"{colour} on black");
            Assert.True(1.05 / (light + 0.05) >= ContrastLeast, $"{colour} on white");
        }
    }

    [Fact]
    public void States_differ_by_sign_or_word()
    {
        var shown = Enum.GetValues<TaskState>().Select(state => StateSigns.Show(state).Text).ToArray();
        Assert.Equal(shown.Length, shown.Distinct().Count());
        Ink[] inks = [Ink.Waiting, Ink.Running, Ink.Held, Ink.Succeeded, Ink.Failed, Ink.Lost, Ink.NoResult];
        Assert.Equal(inks.Length, inks.Select(StateSigns.Of).Distinct().Count());
    }

    [Fact]
    public void A_colour_ends_where_its_text_ends() =>
        Assert.Equal("a \e[38;5;160mfailed\e[0m b", Palette.Paint(["a ", new("failed", Ink.Failed), " b"], ColourDepth.Of256));

    [Fact]
    public void Without_colours_there_are_words_alone() =>
        Assert.Equal("a failed", Palette.Paint(["a ", new("failed", Ink.Failed)], ColourDepth.None));

    [Theory]
    [InlineData("Auto", true, null, "xterm", null, "Of16")]
    [InlineData("Auto", true, null, "xterm-256color", null, "Of256")]
    [InlineData("Auto", true, null, "xterm", "truecolor", "Of256")]
    [InlineData("Auto", true, "", "xterm", null, "Of16")]
    [InlineData("Auto", true, "1", "xterm", null, "None")]
    [InlineData("Auto", true, null, "dumb", null, "None")]
    [InlineData("Auto", true, null, null, null, "None")]
    [InlineData("Auto", false, null, "xterm-256color", null, "None")]
    [InlineData("Always", false, "1", "xterm-256color", null, "Of256")]
    [InlineData("Always", false, null, null, null, "Of16")]
    [InlineData("Never", true, null, "xterm-256color", null, "None")]
    public void What_was_asked_for_counts_then_NO_COLOR_then_the_terminal(
        string when, bool isTerminal, string? noColour, string? term, string? colourTerm, string expected) =>
        Assert.Equal(
            Enum.Parse<ColourDepth>(expected),
            Colours.Depth(Enum.Parse<ColourWhen>(when), isTerminal, noColour, term, colourTerm));

    /// <summary>Relative luminance of one of the 256: a cube of 6 by 6 by 6, and greys.</summary>
    private static double Luminance(int colour)
    {
        static int Step(int level) => level == 0 ? 0 : 55 + (40 * level);
        static double Linear(int value) =>
            value / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        Assert.InRange(colour, 16, 255);
        var (red, green, blue) = colour >= 232
            ? (8 + (10 * (colour - 232)), 8 + (10 * (colour - 232)), 8 + (10 * (colour - 232)))
            : (Step((colour - 16) / 36), Step((colour - 16) / 6 % 6), Step((colour - 16) % 6));
        return (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));
    }
}
