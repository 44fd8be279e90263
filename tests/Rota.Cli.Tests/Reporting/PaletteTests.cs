using System.Globalization;
using System.Text.RegularExpressions;
using Rota.Cli.Report;

namespace Rota.Cli.Tests.Reporting;

/// <summary>The colours of the page, read from its style sheet: fills stand out, and text can be read, in both themes.</summary>
public sealed partial class PaletteTests
{
    [Theory]
    [InlineData("succeeded", 3)]
    [InlineData("failed", 3)]
    [InlineData("lost", 3)]
    [InlineData("running", 3)]
    [InlineData("waiting", 3)]
    [InlineData("held", 3)]
    [InlineData("none", 3)]
    [InlineData("ink", 4.5)]
    [InlineData("soft", 4.5)]
    public void A_colour_has_contrast_in_light_and_dark(string name, double least)
    {
        foreach (var theme in PageHead.Style.Split("@media (prefers-color-scheme: dark)"))
        {
            string[] grounds = name is "ink" or "soft" ? ["panel", "paper", "code"] : ["panel"];
            Assert.All(grounds, ground => Assert.InRange(Contrast(Value(theme, name), Value(theme, ground)), least, 21));
        }
    }

    [Fact]
    public void Six_families_of_states_have_six_colours_and_six_signs()
    {
        string[] families = ["succeeded", "failed", "lost", "running", "waiting", "held"];
        Assert.Equal(6, families.Select(StateMark.SignOf).Distinct().Count());
        Assert.All(PageHead.Style.Split("@media (prefers-color-scheme: dark)"), theme => Assert.Equal(6, families.Select(family => Value(theme, family)).Distinct().Count()));
    }

    private static string Value(string theme, string name) =>
        Variable().Matches(theme).First(variable => variable.Groups[1].Value == name).Groups[2].Value;

    /// <summary>The ratio of two colours by WCAG 2.</summary>
    private static double Contrast(string one, string other)
    {
        double[] lights = [.. new[] { Light(one), Light(other) }.Order()];
        return (lights[1] + 0.05) / (lights[0] + 0.05);
    }

    private static double Light(string colour)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(at => int.Parse(colour.AsSpan(at * 2, 2), NumberStyles.HexNumber) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6})")]
    private static partial Regex Variable();
}
