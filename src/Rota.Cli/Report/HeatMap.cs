using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report;

/// <summary>
/// The mean of a result for each pair of values of the two parameters that move it most: darker is higher, and each
/// cell has its number where there is room for one.
/// </summary>
internal sealed class HeatMap
{
    /// <summary>Steps of the scale; the style has a class for each.</summary>
    public const int Steps = 8;

    /// <summary>Values of a parameter that cells can still be told apart by.</summary>
    private const int ValuesMax = 40;

    private const int Width = 1040;
    private const int Left = 140;
    private const int Top = 8;
    private const int RowHeight = 26;
    private const int NumberWidth = 44;
    private readonly SweptParameter across;
    private readonly SweptParameter? down;
    private readonly (double Sum, int Count)[,] cells;
    private readonly Sweep sweep;

    private HeatMap(Sweep sweep)
    {
        this.sweep = sweep;
        across = sweep.Parameters[0];
        down = sweep.Parameters.ElementAtOrDefault(1);
        cells = new (double, int)[down?.Values.Length ?? 1, across.Values.Length];
        foreach (var point in sweep.Points.Where(point => point.At[0] >= 0 && (down is null || point.At[1] >= 0)))
        {
            ref var cell = ref cells[down is null ? 0 : point.At[1], point.At[0]];
            cell = (cell.Sum + point.Value, cell.Count + 1);
        }
    }

    /// <summary>That of a sweep; null where a parameter has too many values for cells.</summary>
    public static HeatMap? Of(Sweep sweep) =>
        sweep.Parameters.Take(2).All(parameter => parameter.Values.Length <= ValuesMax) ? new HeatMap(sweep) : null;

    /// <summary>The drawing.</summary>
    public string Draw()
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var (bottom, width) = (Top + (rows * RowHeight), (double)(Width - Left) / columns);
        var plot = new SvgPlot(Width, bottom + 40, Description);
        for (var row = 0; row < rows; row++)
        {
            var y = Top + (row * RowHeight);
            plot.Text(Left - 8, y + 17, Short(RowName(row)), "tick end");
            for (var column = 0; column < columns; column++)
            {
                if (Mean(row, column) is { } mean)
                {
                    var x = Left + (column * width);
                    var step = Math.Min((int)(sweep.Share(mean) * Steps), Steps - 1);
                    plot.Rect(x + 1, y + 1, width - 2, RowHeight - 2, $"h{step}", Hover(row, column, mean));
                    if (width >= NumberWidth)
                    {
                        plot.Text(x + (width / 2), y + 17, Sweep.Write(mean), "mid halo");
                    }
                }
            }
        }

        var every = Math.Max(1, (int)Math.Ceiling(NumberWidth / width));
        for (var column = 0; column < columns; column += every)
        {
            plot.Text(Left + ((column + 0.5) * width), bottom + 17, Short(across.Values[column]), "tick mid");
        }

        plot.Text(Left + ((Width - Left) / 2.0), bottom + 35, across.Name, "name mid");
        return plot.Finish();
    }

    /// <summary>The same as a table.</summary>
    public void AppendTable(StringBuilder page)
    {
        page.Append("<div class=\"wide\"><table><thead><tr>")
            .Append(
                $"<th>{SafeText.Isolate(down?.Name ?? sweep.Result, 40)} \\ {SafeText.Isolate(across.Name, 40)}</th>"
            );
        foreach (var value in across.Values)
        {
            page.Append($"<th class=\"n\">{SafeText.Isolate(value, 40)}</th>");
        }

        page.Append("</tr></thead><tbody>");
        for (var row = 0; row < cells.GetLength(0); row++)
        {
            page.Append($"<tr><th>{SafeText.Isolate(RowName(row), 40)}</th>");
            for (var column = 0; column < cells.GetLength(1); column++)
            {
                var mean = Mean(row, column) is { } one ? Sweep.Write(one) : "–";
                page.Append($"<td class=\"n\">{mean}</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private string Description =>
        $"Mean {sweep.Result} of {sweep.Entry} by {across.Name}{(down is null ? "" : " and " + down.Name)}: "
        + $"from {Sweep.Write(sweep.Low)} to {Sweep.Write(sweep.High)}. The table below has all numbers.";

    private string RowName(int row) => down?.Values[row] ?? "";

    private double? Mean(int row, int column) =>
        cells[row, column] is { Count: > 0 } cell ? cell.Sum / cell.Count : null;

    private string Hover(int row, int column, double mean) =>
        $"{across.Name}={across.Values[column]}"
        + (down is null ? "" : $", {down.Name}={RowName(row)}")
        + $": {sweep.Result} {Sweep.Write(mean)}"
        + (cells[row, column].Count > 1 ? $", mean of {Quantity.Count(cells[row, column].Count, "task")}" : "");

    private static string Short(string text) => text.Length > 16 ? text[..15] + "…" : text;
}
