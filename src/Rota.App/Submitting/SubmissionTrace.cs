using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Instruments.Tracing;

namespace Rota.App.Submitting;

/// <summary>
/// The span of a submission, where somebody listens. The job carries its number in its environment, as it would carry
/// the submitter's: what runs of it later links to that.
/// </summary>
internal sealed class SubmissionTrace
{
    private readonly TraceContext? parent;
    private readonly TraceContext own;
    private readonly Instant began;

    private SubmissionTrace(JobSpec job, Instant now)
    {
        parent = TraceVariables.Of(job);
        own = parent?.Child() ?? TraceContext.New();
        began = now;
        Job = job with { Environment = job.Environment.SetItem(TraceVariables.Parent, own.ToString()) };
    }

    /// <summary>The job with the number of the span.</summary>
    public JobSpec Job { get; }

    /// <summary>Begins one; null where nobody listens, or the job states a trace itself.</summary>
    public static SubmissionTrace? Begin(JobSpec job, Instant now) =>
        TraceSpans.IsOn && !TraceVariables.AreStated(job) ? new(job, now) : null;

    /// <summary>The job is accepted.</summary>
    public void Accepted(JobId id, bool isNew, Instant now)
    {
        if (!own.IsSampled)
        {
            return;
        }

        var queue = TraceVariables.QueueOf(Job);
        TraceSpans.Tell(
            new TraceSpan
            {
                Name = $"enqueue {queue}",
                Role = SpanRole.Producer,
                Context = own,
                Parent = parent,
                State = Job.Environment.GetValueOrDefault(TraceVariables.State),
                Began = began,
                Ended = now,
                Attributes =
                [
                    new("messaging.system", "rota"),
                    new("messaging.operation.name", "enqueue"),
                    new("messaging.operation.type", "send"),
                    new("messaging.destination.name", queue),
                    new("messaging.message.id", id.ToString()),
                    new("messaging.batch.message_count", Job.TaskCount),
                    new("rota.job.name", Job.Name),
                    new("rota.job.new", isNew ? "true" : "false"),
                ],
            }
        );
    }
}
