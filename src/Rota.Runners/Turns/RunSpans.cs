using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Instruments.Tracing;

namespace Rota.Runners.Turns;

/// <summary>
/// The spans of attempts, told once their ends are committed: each a trace of its own, linked to the submission, for it
/// may start hours later.
/// </summary>
/// <param name="traces">Their numbers; null where nobody listens.</param>
internal sealed class RunSpans(RunTraces? traces)
{
    /// <summary>Tells of the attempts that ended in a turn: of a long entry a sample, and all failures.</summary>
    public void Committed(TurnChanges changes)
    {
        if (traces is null || changes.Ended.Count == 0)
        {
            return;
        }

        foreach (var ended in changes.Ended)
        {
            var context = traces.ContextOf(ended.Attempt.Id.Value, ended.Attempt.Fence, ended.Attempt.Index);
            if (context.IsSampled || ended.Outcome != TaskState.Succeeded)
            {
                TraceSpans.Tell(SpanOf(ended, context));
            }
        }
    }

    private static TraceSpan SpanOf(EndedAttempt ended, TraceContext context)
    {
        var attempt = ended.Attempt;
        var job = attempt.Job.Spec;
        var entry = job.Tasks[attempt.Group.Ordinal];
        var queue = TraceVariables.QueueOf(job);
        var attributes = new List<KeyValuePair<string, object>>
        {
            new("messaging.system", "rota"),
            new("messaging.operation.name", "run"),
            new("messaging.operation.type", "process"),
            new("messaging.destination.name", queue),
            new("messaging.message.id", $"{attempt.Job.Id}.{entry.Id}.{entry.Expansion.Label(attempt.Index)}"),
            new("rota.job.id", attempt.Job.Id.ToString()),
            new("rota.job.name", job.Name),
            new("rota.attempt.id", attempt.Id.Value),
            new("rota.attempt.number", (long)attempt.Number),
            new("rota.outcome", ended.Outcome.WireName()),
        };
        if (ended.Report?.ExitCode is { } code)
        {
            attributes.Add(new("process.exit.code", (long)code));
        }

        if (AttemptInstruments.KindOf(ended) is { Length: > 0 } kind)
        {
            attributes.Add(new("error.type", kind));
        }

        return new TraceSpan
        {
            Name = $"run {queue}",
            Role = SpanRole.Consumer,
            Context = context,
            Link = TraceVariables.Of(job),
            Began = ended.Report?.Started ?? attempt.Started ?? attempt.Intended,
            Ended = ended.Report?.Ended ?? ended.At,
            Attributes = attributes,
            Error = ended.Outcome == TaskState.Succeeded ? null : ErrorOf(ended),
        };
    }

    private static string ErrorOf(EndedAttempt ended) =>
        ended.Reason
        ?? (ended.Report?.ExitCode is { } code ? $"exit {code}" : null)
        ?? (ended.Report?.Signal is { } signal ? $"signal {signal}" : ended.Outcome.WireName());
}
