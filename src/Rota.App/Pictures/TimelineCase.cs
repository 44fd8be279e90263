using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Pictures;

/// <summary>Makes the picture of a job in time: one pass over its attempts, none of which is kept but a few.</summary>
public static class TimelineCase
{
    /// <summary>Running attempts that are in it: more cannot be on a machine that can be looked at.</summary>
    private const int RunningMax = 100_000;

    /// <summary>The picture.</summary>
    /// <exception cref="ProblemException">There is no such job, or no time between the ends.</exception>
    public static Timeline Of(Site site, TimelineRequest request)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        using var home = site.Open().Read();
        var job = JobAddress.Look(home, request.Job);
        var spec = home.Spec(job.Id)!;
        var now = site.Now;
        var from = request.From ?? job.Started ?? job.Submitted;
        var to = request.To ?? job.Ended ?? now;
        if (to <= from && request is not { From: null, To: null })
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "the picture would end before it begins",
                "write an earlier from, or a later to"
            );
        }

        to = to > from ? to : from + TimeSpan.FromMilliseconds(1);
        var names = home.NodeNames();
        var (drawing, entries) = (new TimelineDrawing(from, to, names), new EntrySpans(spec.Tasks.Length));
        foreach (var span in Spans(home, job.Id, now))
        {
            entries.Add(span);
            drawing.Add(span);
        }

        return new Timeline
        {
            Begun = entries.Begun,
            From = from,
            To = to,
            Columns = drawing.Columns,
            Attempts = drawing.Attempts,
            Nodes = drawing.Nodes(),
            Bars = drawing.Bars(job.Id, spec),
            Path = Path(spec, entries),
        };
    }

    private static IEnumerable<AttemptSpan> Spans(IHomeReader home, JobId job, Instant now)
    {
        var ended = home
            .Attempts.Figures(job)
            .Where(attempt => attempt.Started is not null)
            .Select(attempt => new AttemptSpan(
                attempt.Group,
                attempt.Index,
                attempt.Number,
                attempt.Node,
                attempt.Started!.Value,
                attempt.Ended,
                attempt.Outcome
            ));
        var running = home
            .Live.Running(job, RunningMax)
            .Where(live => live.Row.Started is not null)
            .Select(live => new AttemptSpan(
                live.Row.Group,
                live.Row.Index,
                live.Row.Attempt,
                live.Row.Node ?? NodeId.Home,
                live.Row.Started!.Value,
                now,
                live.Row.State
            ));
        return running.Concat(ended);
    }

    private static PathStep[] Path(JobSpec spec, EntrySpans entries) =>
        spec.Tasks.Length < 2
            ? []
            :
            [
                .. CriticalPath
                    .Of(spec, entries.Seconds)
                    .Entries.Where(entry => entries.Of(entry) is not null)
                    .Select(entry => new PathStep(
                        spec.Tasks[entry].Id,
                        entries.Of(entry)!.Value.From,
                        entries.Of(entry)!.Value.To
                    )),
            ];
}
