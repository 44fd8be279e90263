using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report;

/// <summary>
/// Writes one inline SVG drawing. Colours are classes of the page's style, so that light and dark share a drawing.
/// </summary>
internal sealed class SvgPlot
{
    private readonly StringBuilder _svg = new();

    /// <summary>Starts a drawing.</summary>
    /// <param name="width">Width in units of the view box, which are pixels at full width.</param>
    /// <param name="height">Height in the same units.</param>
    /// <param name="description">What a reader who cannot see it should know.</param>
    /// <param name="style">Style sheet of a drawing that is a file of its own; null for one in a page.</param>
    /// <param name="isNatural">Whether it keeps its size where there is more room, for its text's sake.</param>
    /// <param name="isPicture">Whether it is one thing to look at; else there are links in it to follow.</param>
    public SvgPlot(
        int width,
        int height,
        string description,
        string? style = null,
        bool isPicture = true,
        bool isNatural = false
    )
    {
        Width = width;
        _svg.Append(style is null ? "<svg " : $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" ")
            .Append(isNatural ? $"width=\"{width}\" height=\"{height}\" class=\"natural\" " : "")
            .Append($"viewBox=\"0 0 {width} {height}\" role=\"{(isPicture ? "img" : "group")}\" ")
            .Append($"aria-label=\"{SafeText.Escape(description, 600)}\">")
            .Append(style is null ? "" : $"<style>{style}</style>");
    }

    /// <summary>Width of the view box.</summary>
    public int Width { get; }

    /// <summary>A coordinate, to a tenth of a pixel: more would only make the page larger.</summary>
    public static string At(double value) => value.ToString("0.#");

    /// <summary>A filled rectangle, with a text for the pointer where one is given.</summary>
    public void Rect(double x, double y, double width, double height, string style, string? hover = null)
    {
        _svg.Append($"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(width)}\" height=\"{At(height)}\" ")
            .Append($"class=\"{style}\"");
        _svg.Append(hover is null ? "/>" : $"><title>{SafeText.Escape(hover, 300)}</title></rect>");
    }

    /// <summary>Makes what is drawn until <see cref="EndLink"/> a link to a place of the page.</summary>
    /// <param name="target">Name of the place.</param>
    /// <param name="name">Name of the link as a place, to be led back to; null for none.</param>
    /// <param name="isTabStop">Whether keys reach it: not where what it leads to is reached anyway.</param>
    public void Link(string target, string? name, bool isTabStop) =>
        _svg.Append($"<a href=\"#{target}\"{(name is null ? "" : $" id=\"{name}\"")}")
            .Append(isTabStop ? ">" : " tabindex=\"-1\">");

    /// <summary>Ends a link.</summary>
    public void EndLink() => _svg.Append("</a>");

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        _svg.Append($"<path d=\"M{At(x1)} {At(y1)}L{At(x2)} {At(y2)}\" class=\"{style}\"/>");

    /// <summary>A path; <paramref name="data"/> is SVG path data made by this program.</summary>
    public void Path(StringBuilder data, string style, string attributes = "") =>
        _svg.Append($"<path d=\"").Append(data).Append($"\" class=\"{style}\"{attributes}/>");

    /// <summary>A text; the style says where its anchor is (<c>mid</c>, <c>end</c>).</summary>
    public void Text(double x, double y, string text, string style) =>
        _svg.Append($"<text x=\"{At(x)}\" y=\"{At(y)}\" class=\"{style}\">{SafeText.Escape(text)}</text>");

    /// <summary>Labels below a horizontal axis and faint lines up through the plot.</summary>
    public void BottomAxis(Axis axis, double top, double bottom, bool hasLabels = true)
    {
        foreach (var tick in axis.Ticks)
        {
            var x = axis.At(tick.Value);
            Line(x, top, x, bottom, "grid");
            if (hasLabels)
            {
                Text(x, bottom + 17, tick.Label, "tick mid");
            }
        }
    }

    /// <summary>Labels left of a vertical axis and faint lines across the plot.</summary>
    public void LeftAxis(Axis axis, double left, double right)
    {
        foreach (var tick in axis.Ticks)
        {
            var y = axis.At(tick.Value);
            Line(left, y, right, y, tick.Value == 0 ? "base" : "grid");
            Text(left - 8, y + 4, tick.Label, "tick end");
        }
    }

    /// <summary>Ends the drawing.</summary>
    public string Finish() => _svg.Append("</svg>").ToString();
}
