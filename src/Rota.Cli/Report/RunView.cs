using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Report;

/// <summary>The run on one clock, with the totals that several parts of the page need. Computed once.</summary>
internal sealed class RunView
{
    private readonly Dictionary<(int Group, int Index), int> rows = [];

    public RunView(ReportData data)
    {
        Source = data;
        Families = new Families(data);
        var marks = data.Marks;

        // Clocks step back, and Started may be later than the first attempt's: the page takes the widest span.
        var isEmpty = marks.Count == 0;
        var first = isEmpty ? Micros(data.Started ?? data.Submitted) ?? 0 : marks.Min(mark => mark.StartMicros);
        var last = isEmpty ? Micros(data.Ended) ?? first : marks.Max(mark => mark.EndMicros);
        var origin = Math.Min(Micros(data.Started) ?? first, first);
        Origin = new Instant(origin).ToDateTime();
        WallSeconds = Math.Max(0, (Math.Max(Micros(data.Ended) ?? last, last) - origin) / 1e6);

        int[] colors = [.. data.Groups.Select(group => Families.ColorOf(Families.Of(group.Name)))];
        Spans = new AttemptSpans(marks, origin, colors);
        Durations = [.. Spans.Select(span => span.Seconds).Order()];
        Memory = [.. marks.Where(mark => mark.PeakKibibytes > 0).Select(mark => mark.PeakKibibytes * 1024.0).Order()];
        foreach (var (row, task) in data.Tasks.Index())
        {
            rows[(task.Group, task.Index)] = row;
        }
    }

    /// <summary>What the page was made from.</summary>
    public ReportData Source { get; }

    /// <summary>Colours and folding of the task entries.</summary>
    public Families Families { get; }

    /// <summary>Second 0 of every plot.</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>From <see cref="Origin"/> to the end of the last attempt.</summary>
    public double WallSeconds { get; }

    /// <summary>Length of the time axes: <see cref="WallSeconds"/>, but never too short to draw.</summary>
    public double AxisSeconds => Math.Max(WallSeconds, 0.001);

    /// <summary>All attempts by start; of very many, evenly chosen ones.</summary>
    public AttemptSpans Spans { get; }

    /// <summary>Attempts that each of <see cref="Spans"/> stands for.</summary>
    public double Weight => Spans.Count == 0 ? 1 : (double)Source.Attempts / Spans.Count;

    /// <summary>Their durations, ascending.</summary>
    public double[] Durations { get; }

    /// <summary>Their measured peaks of memory, ascending.</summary>
    public double[] Memory { get; }

    /// <summary>Sum of the durations of all attempts.</summary>
    public double TaskSeconds => Source.Groups.Sum(group => group.TaskSeconds);

    /// <summary>Sum of all CPU times.</summary>
    public double CpuSeconds => Source.Groups.Sum(group => group.CpuSeconds);

    /// <summary>How many tasks the job has.</summary>
    public long Tasks => Source.Groups.Sum(group => group.Total);

    /// <summary>The position of a task's row among those of the page; null where it has none.</summary>
    public int? RowOf((int Group, int Index) task) => rows.TryGetValue(task, out var row) ? row : null;

    /// <summary>The position of the row of an attempt's task.</summary>
    public int? RowOf(AttemptSpan span) => RowOf((span.Mark.Group, span.Mark.Index));

    /// <summary>Seconds on the page's clock.</summary>
    public double At(Instant instant) => (instant.ToDateTime() - Origin).TotalSeconds;

    /// <summary>The value below which a share of an ascending list lies (nearest rank).</summary>
    public static double Quantile(double[] ascending, double share) =>
        ascending.Length == 0
            ? 0
            : ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Length) - 1, 0, ascending.Length - 1)];

    private static long? Micros(DateTimeOffset? at) => at is { } known ? Instant.From(known).Micros : null;
}
