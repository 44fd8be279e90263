using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report;

/// <summary>
/// Parallel coordinates: an axis for each parameter that varies and one for the result, a line for each task. The
/// higher its result, the stronger a line.
/// </summary>
internal static class ParallelPlot
{
    /// <summary>Lines beyond which nobody follows one.</summary>
    public const int LinesMax = 1_000;

    private const int AxesMax = 8;
    private const int LabelsMax = 12;
    private const int Width = 1040;
    private const int Left = 90;
    private const int Right = Width - 90;
    private const int Top = 30;
    private const int Bottom = 250;

    /// <summary>The drawing.</summary>
    public static string Draw(Sweep sweep)
    {
        var parameters = sweep.Parameters.Take(AxesMax).ToArray();
        var values = Axis.Number(sweep.Low, Math.Max(sweep.High, sweep.Low + 1e-9), Bottom, Top);
        var plot = new SvgPlot(
            Width,
            Bottom + 30,
            $"{sweep.Result} of {sweep.Entry} against {string.Join(", ", parameters.Select(one => one.Name))}: "
                + $"{Quantity.Count(sweep.Points.Length, "task")}. The table below has the highest and the lowest."
        );
        foreach (var point in Shown(sweep))
        {
            var path = new StringBuilder("M");
            for (var axis = 0; axis < parameters.Length; axis++)
            {
                path.Append(
                    $"{SvgPlot.At(X(axis, parameters.Length))} {SvgPlot.At(Y(parameters[axis], point.At[axis]))}L"
                );
            }

            path.Append($"{Right} {SvgPlot.At(values.At(point.Value))}");
            var step = Math.Min((int)(sweep.Share(point.Value) * HeatMap.Steps), HeatMap.Steps - 1);
            plot.Path(path, $"thread t{step}");
        }

        for (var axis = 0; axis < parameters.Length; axis++)
        {
            var (parameter, x) = (parameters[axis], X(axis, parameters.Length));
            plot.Line(x, Top, x, Bottom, "base");
            plot.Text(x, Top - 12, Short(parameter.Name), "name mid");
            var every = Math.Max(1, (int)Math.Ceiling((double)parameter.Values.Length / LabelsMax));
            for (var value = 0; value < parameter.Values.Length; value += every)
            {
                plot.Text(x - 6, Y(parameter, value) + 4, Short(parameter.Values[value]), "tick end halo");
            }
        }

        plot.Line(Right, Top, Right, Bottom, "base");
        plot.Text(Right, Top - 12, Short(sweep.Result), "name mid");
        foreach (var tick in values.Ticks)
        {
            plot.Text(Right + 6, values.At(tick.Value) + 4, tick.Label, "tick halo");
        }

        return plot.Finish();
    }

    /// <summary>The highest last, so that they lie on top; of too many, as many from both ends.</summary>
    private static IEnumerable<SweepPoint> Shown(Sweep sweep)
    {
        var ascending = sweep.Points.OrderBy(point => point.Value).ToArray();
        return ascending.Length <= LinesMax
            ? ascending
            : ascending[..(LinesMax / 2)].Concat(ascending[^(LinesMax / 2)..]);
    }

    private static double X(int axis, int parameters) => Left + (axis * (double)(Right - Left) / parameters);

    private static double Y(SweptParameter parameter, int value) =>
        Bottom - (Math.Max(value, 0) * (double)(Bottom - Top) / (parameter.Values.Length - 1));

    private static string Short(string text) => text.Length > 14 ? text[..13] + "…" : text;
}
