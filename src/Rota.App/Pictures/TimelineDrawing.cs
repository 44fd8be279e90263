using Rota.App.Reporting;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>A picture in time, as it is drawn attempt by attempt.</summary>
/// <param name="from">Where it begins.</param>
/// <param name="to">Where it ends.</param>
/// <param name="names">Names of the nodes.</param>
internal sealed class TimelineDrawing(Instant from, Instant to, IReadOnlyDictionary<NodeId, string> names)
{
    /// <summary>Rectangles of a picture at most: as many as a page draws without a stutter.</summary>
    public const int RectanglesMax = 4_000;

    private const int ColumnsMax = 400;

    /// <summary>Attempts that are drawn one by one.</summary>
    private const int BarsMax = 1_000;

    private readonly SortedDictionary<long, (RunningBins Running, RunningBins Failed)> rows = [];
    private readonly List<AttemptSpan> few = [];

    /// <summary>Equal stretches of time that it is made of; each node has two rectangles in each.</summary>
    public int Columns { get; } = Math.Clamp(RectanglesMax / 2 / names.Count, 1, ColumnsMax);

    /// <summary>Attempts in it.</summary>
    public long Attempts { get; private set; }

    /// <summary>Draws an attempt, where it is in the picture.</summary>
    public void Add(AttemptSpan span)
    {
        if (span.Started >= to || span.Ended < from)
        {
            return;
        }

        Attempts++;
        if (few.Count < BarsMax)
        {
            few.Add(span);
        }

        if (!rows.TryGetValue(span.Node.Value, out var row))
        {
            rows[span.Node.Value] = row = (new RunningBins(Columns), new RunningBins(Columns));
        }

        var scale = Columns / (double)(to.Micros - from.Micros);
        var start = Math.Max(0, (span.Started.Micros - from.Micros) * scale);
        var end = Math.Min(Columns, (span.Ended.Micros - from.Micros) * scale);
        (span.State.IsFailure() ? row.Failed : row.Running).Add(start, Math.Max(start, end));
    }

    /// <summary>What ran on each node.</summary>
    public IReadOnlyList<NodeLane> Nodes() =>
        [
            .. rows.Select(row => new NodeLane(
                NodeWords.Name(names, new NodeId(row.Key)),
                Rounded(row.Value.Running),
                Rounded(row.Value.Failed)
            )),
        ];

    /// <summary>Each attempt, where they are few; else null.</summary>
    public IReadOnlyList<TimelineBar>? Bars(JobId job, JobSpec spec)
    {
        if (Attempts > few.Count)
        {
            return null;
        }

        var lanes = new Lanes();
        return
        [
            .. few.Where(span => span.Group < spec.Tasks.Length)
                .OrderBy(span => span.Started)
                .ThenBy(span => span.Ended)
                .Select(span => new TimelineBar(
                    $"{Words.Address(job, spec.Tasks[span.Group], span.Index)}.{span.Number}",
                    Words.Task(spec.Tasks[span.Group], span.Index),
                    lanes.Add(span.Started.Micros, span.Ended.Micros),
                    span.Started,
                    span.State.IsTerminal() ? span.Ended : null,
                    span.State
                )),
        ];
    }

    private static double[] Rounded(RunningBins bins) => [.. bins.Means().Select(mean => Math.Round(mean, 3))];
}
