using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Instruments.Tracing;

namespace Rota.Web.Routing;

/// <summary>The trace that a submission over HTTP is a part of, by the headers that W3C has for it.</summary>
internal static class TraceHeaders
{
    private const int LengthMax = 8_192;
    private static readonly (string Header, string Variable)[] Kept =
    [
        ("traceparent", TraceVariables.Parent),
        ("tracestate", TraceVariables.State),
        ("baggage", TraceVariables.Baggage),
    ];

    /// <summary>
    /// The job with what the headers say in its environment, in place of what was captured of the daemon or the body.
    /// What is no traceparent counts for nothing, as its rules have it.
    /// </summary>
    public static JobSpec Into(JobSpec job, Func<string, string?> header)
    {
        if (TraceContext.Parse(header("traceparent")) is null)
        {
            return job;
        }

        var environment = TraceVariables.Without(job).Environment;
        foreach (var (name, variable) in Kept)
        {
            if (
                !job.Stated.ContainsKey(variable)
                && header(name) is { Length: > 0 and <= LengthMax } text
                && !text.Contains('\0', StringComparison.Ordinal)
            )
            {
                environment = environment.SetItem(variable, Template.Escape(text));
            }
        }

        return job with
        {
            Environment = environment,
        };
    }
}
