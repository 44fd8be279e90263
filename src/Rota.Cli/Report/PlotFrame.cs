using Rota.App.Markup;

namespace Rota.Cli.Report;

/// <summary>The frame of a drawing that may be wider than the page: keys can move it, too.</summary>
internal static class PlotFrame
{
    /// <summary>A drawing in its frame.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="drawing">The drawing, as SVG.</param>
    public static string Of(string name, string drawing) =>
        $"<div class=\"plot\" role=\"region\" tabindex=\"0\" aria-label=\"{SafeText.Escape(name)}\">{drawing}</div>";
}
