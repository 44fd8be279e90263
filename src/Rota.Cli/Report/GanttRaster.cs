using System.Text;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>Lanes as rows of cells, for jobs with too many attempts for a bar each. Its size is bounded.</summary>
internal sealed class GanttRaster(int rows, double wallSeconds)
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 400;

    private const int Kinds = Families.ColorCount + 3;
    private const int Bad = Kinds - 2;
    private const int Off = Kinds - 1;
    private const double BadShare = 0.1;

    private readonly float[] _covered = new float[rows * Columns * Kinds];

    /// <summary>Adds an attempt to a row.</summary>
    public void Add(int row, AttemptSpan span)
    {
        var kind = span.Outcome switch
        {
            MarkOutcome.Failed => Bad,
            MarkOutcome.Stopped => Off,
            _ => span.Color,
        };
        var start = span.Start / wallSeconds * Columns;
        var end = span.End / wallSeconds * Columns;
        for (var column = Math.Clamp((int)start, 0, Columns - 1); column <= Math.Min((int)end, Columns - 1); column++)
        {
            var part = Math.Min(end, column + 1) - Math.Max(start, column);
            _covered[(((row * Columns) + column) * Kinds) + kind] += (float)Math.Max(0, part);
        }
    }

    /// <summary>Draws all rows: one path for each colour and strength, one stroke for equal cells in a row.</summary>
    public void Draw(SvgPlot plot, double top, double pitch)
    {
        var width = (double)(GanttPlot.Right - GanttPlot.Left) / Columns;
        var paths = new SortedDictionary<int, StringBuilder>();
        for (var row = 0; row < rows; row++)
        {
            var y = SvgPlot.At(top + ((row + 0.5) * pitch) - 0.5);
            for (var column = 0; column < Columns; )
            {
                var ink = InkOf(row, column);
                var first = column;
                while (column < Columns && InkOf(row, column) == ink)
                {
                    column++;
                }

                if (ink is { } shade)
                {
                    if (!paths.TryGetValue(shade, out var path))
                    {
                        paths.Add(shade, path = new StringBuilder());
                    }

                    var (x, length) = (GanttPlot.Left + (first * width), (column - first) * width);
                    path.Append($"M{SvgPlot.At(x)} {y}h{SvgPlot.At(length)}");
                }
            }
        }

        foreach (var (shade, path) in paths)
        {
            plot.Path(path, StyleOf(shade), $" stroke-width=\"{SvgPlot.At(pitch - 1)}\"");
        }
    }

    /// <summary>Colour and strength of a cell in one number, or null for an empty one.</summary>
    private int? InkOf(int row, int column)
    {
        var cell = _covered.AsSpan(((row * Columns) + column) * Kinds, Kinds);
        float sum = 0;
        var most = 0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            sum += cell[kind];
            most = cell[kind] > cell[most] ? kind : most;
        }

        if (sum < 0.02)
        {
            return null;
        }

        var strength =
            sum < 0.35 ? 0
            : sum < 0.7 ? 1
            : 2;
        return ((cell[Bad] >= sum * BadShare ? Bad : most) * 3) + strength;
    }

    private static string StyleOf(int shade)
    {
        var color = (shade / 3) switch
        {
            Bad => "failed",
            Off => "off",
            var family => $"g{family}",
        };
        return $"cell {color} s{shade % 3}";
    }
}
