using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Palette;

/// <summary>The colours of the style keep what they were computed for.</summary>
public sealed partial class PaletteTests
{
    private const double ContrastLeast = 3;
    private const double TextLeast = 4.5;
    private const double DifferenceLeast = 25;
    private static readonly string[] States = ["waiting", "running", "held", "succeeded", "failed", "lost"];

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Every_state_stands_out_from_the_page(string theme)
    {
        var colours = Of(theme);
        Assert.All(States, state => Assert.InRange(Colour.Contrast(colours[state], colours["page"]), ContrastLeast, 21));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Any_two_states_differ_to_every_kind_of_eyes(string theme)
    {
        var colours = Of(theme);
        Assert.All(
            from eyes in Colour.Eyes
            from one in States
            from other in States
            where string.CompareOrdinal(one, other) < 0
            select (Pair: $"{one} and {other} by {eyes.Key}", Difference: Colour.Difference(colours[one].SeenBy(eyes.Value), colours[other].SeenBy(eyes.Value))),
            pair => Assert.True(pair.Difference >= DifferenceLeast, $"{pair.Pair}: {pair.Difference:0.0}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_can_be_read_on_all_that_it_stands_on(string theme)
    {
        var colours = Of(theme);
        Assert.All(
            from text in (string[])["ink", "ink-faint", "accent"]
            from ground in (string[])["page", "raised"]
            select (text, ground),
            pair => Assert.InRange(Colour.Contrast(colours[pair.text], colours[pair.ground]), TextLeast, 21));
        Assert.InRange(Colour.Contrast(colours["on-accent"], colours["accent"]), TextLeast, 21);
        Assert.InRange(Colour.Contrast(colours["ink"], colours["mark"]), TextLeast, 21);
    }

    [Fact]
    public void Dark_is_the_same_whether_the_system_or_a_person_wants_it()
    {
        var blocks = Blocks();
        Assert.Equal(blocks[1], blocks[2]);
    }

    private static Dictionary<string, Colour> Of(string theme) =>
        Blocks()[theme == "light" ? 0 : 1].ToDictionary(one => one.Key, one => Colour.Parse(one.Value));

    private static Dictionary<string, string>[] Blocks()
    {
        var css = File.ReadAllText(Path.Combine(RotaBinary.Root, "src", "Rota.Dashboard", "app", "src", "style", "palette.css"));
        return [.. Block().Matches(css).Select(block => Value().Matches(block.Value).ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value)).Where(one => one.Count > 0)];
    }

    [GeneratedRegex(@":root[^{]*\{[^}]*\}")]
    private static partial Regex Block();

    [GeneratedRegex(@"--([\w-]+): (#[0-9a-f]{6})")]
    private static partial Regex Value();
}
