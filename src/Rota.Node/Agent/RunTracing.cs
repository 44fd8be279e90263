using Rota.Instruments.Tracing;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>The numbers of the spans of a state's attempts.</summary>
public static class RunTracing
{
    /// <summary>Those of a state; null where nobody listens to spans, or the state cannot keep its key.</summary>
    public static RunTraces? Of(StateDirectory state) =>
        TraceSpans.IsOn && TraceKey.Of(state) is { } key ? new RunTraces(key) : null;
}
