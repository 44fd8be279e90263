using System.Diagnostics;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// Progress of jobs that another process runs, on a terminal: of one its three lines, of several a line each that has
/// not ended.
/// </summary>
internal sealed class WaitView(StateDirectory state) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly LivingBlock living = new();
    private readonly Dictionary<JobId, ProgressLines> lines = [];
    private long? shown;

    /// <summary>Shows how they stand.</summary>
    public void Show(IHomeReader queries, IReadOnlyList<JobRow> jobs)
    {
        if (shown is { } at && Stopwatch.GetElapsedTime(at) < Pace)
        {
            return;
        }

        shown = Stopwatch.GetTimestamp();
        var open = jobs.Where(job => job.Ended is null).DistinctBy(job => job.Id).ToArray();
        foreach (var job in open)
        {
            Lines(queries, job).Observe(job);
        }

        if (open is [var one])
        {
            Lines(queries, one).Draw(living, one);
        }
        else
        {
            living.Draw([.. open.Select(job => FittedLine.Pieces(Line(queries, job), living.Width))]);
        }
    }

    /// <summary>Says something that stays.</summary>
    public void Say(string text)
    {
        living.Clear();
        Screen.Error.WriteLine(text);
        shown = null;
    }

    /// <summary>Takes the progress away.</summary>
    public void Dispose() => living.Clear();

    private IReadOnlyList<LinePart> Line(IHomeReader queries, JobRow job) =>
        [
            new($"{job.Id} {Cells.Cut(Plain.Line(job.Name), 20)}", Rank: 0, Ink: Ink.Strong),
            .. Lines(queries, job).Bar(job),
        ];

    private ProgressLines Lines(IHomeReader queries, JobRow job)
    {
        if (!lines.TryGetValue(job.Id, out var known))
        {
            lines[job.Id] = known = new ProgressLines(queries, state, job.Id);
        }

        return known;
    }
}
