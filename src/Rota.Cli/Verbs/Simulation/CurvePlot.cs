using System.Text;
using Rota.Cli.Report;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>A line of a plot.</summary>
/// <param name="Name">As the legend names it; empty for one that belongs to the line before.</param>
/// <param name="Color">Number of its colour.</param>
/// <param name="IsLate">Whether it is drawn broken: a quantile beside a mean.</param>
/// <param name="Points">Its points, by x.</param>
internal sealed record Curve(string Name, int Color, bool IsLate, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over one axis, the other logarithmic, with a legend.</summary>
internal static class CurvePlot
{
    private const int Width = 900;
    private const int Left = 64;
    private const int Right = Width - 170;
    private const int Top = 34;
    private const int Bottom = 344;
    private const int Colors = 8;

    /// <summary>The drawing.</summary>
    /// <param name="title">What is above it.</param>
    /// <param name="below">What the horizontal axis shows.</param>
    /// <param name="curves">At least one, with at least one point.</param>
    /// <param name="isLogX">Whether the horizontal axis is logarithmic too.</param>
    /// <param name="style">Style sheet of a file of its own.</param>
    public static string Draw(
        string title,
        string below,
        IReadOnlyList<Curve> curves,
        bool isLogX,
        string? style = null
    )
    {
        var points = curves.SelectMany(curve => curve.Points).Where(point => point.Y > 0).ToArray();
        var (low, high) = (points.Min(point => point.X), points.Max(point => point.X));
        (low, high) = low < high ? (low, high) : (low * 0.9, (low * 1.1) + 1e-9);
        var across = isLogX ? Axis.LogNumber(low, high, Left, Right) : Axis.Number(low, high, Left, Right);
        var up = Axis.LogNumber(points.Min(point => point.Y) / 1.1, points.Max(point => point.Y) * 1.1, Bottom, Top);
        var plot = new SvgPlot(Width, Bottom + 44, $"{title} over {below}", style);
        plot.BottomAxis(across, Top, Bottom);
        plot.LeftAxis(up, Left, Right);
        foreach (var curve in curves)
        {
            plot.Path(Line(curve, across, up), $"curve g{curve.Color % Colors}{(curve.IsLate ? " late" : "")}");
        }

        plot.Text(Left, Top - 14, title, "name");
        plot.Text((Left + Right) / 2.0, Bottom + 36, below, "tick mid");
        Legend(plot, curves);
        return plot.Finish();
    }

    private static void Legend(SvgPlot plot, IReadOnlyList<Curve> curves)
    {
        var y = Top + 6;
        foreach (var curve in curves.Where(curve => curve.Name.Length > 0))
        {
            plot.Line(Right + 16, y, Right + 40, y, $"curve g{curve.Color % Colors}{(curve.IsLate ? " late" : "")}");
            plot.Text(Right + 46, y + 4, curve.Name, "tick");
            y += 19;
        }
    }

    private static StringBuilder Line(Curve curve, Axis across, Axis up)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in curve.Points.Where(point => point.Y > 0))
        {
            path.Append($"{(path.Length == 0 ? 'M' : 'L')}{SvgPlot.At(across.At(x))} {SvgPlot.At(up.At(y))}");
        }

        // A single point is a short stroke: a line of no length is not drawn.
        return curve.Points.Count == 1 ? path.Append("h4") : path;
    }
}
