using Rota.Core.Jobs;

namespace Rota.Instruments.Tracing;

/// <summary>The variables by which a program tells the programs it starts which trace they are part of.</summary>
public static class TraceVariables
{
    /// <summary>Which span: see <see cref="TraceContext"/>.</summary>
    public const string Parent = "TRACEPARENT";

    /// <summary>What vendors keep with a trace.</summary>
    public const string State = "TRACESTATE";

    /// <summary>What whoever began the trace wants its parts to know.</summary>
    public const string Baggage = "BAGGAGE";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Parent, State, Baggage];

    /// <summary>The span that a job was handed in by; null where nobody said.</summary>
    public static TraceContext? Of(JobSpec job) => TraceContext.Parse(job.Environment.GetValueOrDefault(Parent));

    /// <summary>Whether the job states itself which trace its tasks are part of.</summary>
    public static bool AreStated(JobSpec job) => job.Stated.ContainsKey(Parent);

    /// <summary>
    /// The job without those that were captured: the runs of a schedule are no part of the trace that registered it.
    /// </summary>
    public static JobSpec Without(JobSpec job) =>
        job with
        {
            Environment = job.Environment.RemoveRange(All.Where(name => !job.Stated.ContainsKey(name))),
        };

    /// <summary>What is said of a queue where it has no name.</summary>
    public static string QueueOf(JobSpec job) => job.Queue ?? "default";
}
