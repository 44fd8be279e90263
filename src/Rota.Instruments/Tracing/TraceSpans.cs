using System.Collections.Immutable;

namespace Rota.Instruments.Tracing;

/// <summary>
/// Where spans go whose number must be known before they are over, which an activity cannot have: a task is told the
/// number of its own. Costs a comparison while nobody listens.
/// </summary>
public static class TraceSpans
{
    private static ImmutableList<Action<TraceSpan>> listeners = [];

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => !listeners.IsEmpty;

    /// <summary>Hears of each, until disposed.</summary>
    /// <param name="heard">Called on the thread that tells of one: it must not wait.</param>
    public static IDisposable Listen(Action<TraceSpan> heard)
    {
        ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Add(one), heard);
        return new Entry(heard);
    }

    /// <summary>Tells of one.</summary>
    public static void Tell(TraceSpan span) => listeners.ForEach(heard => heard(span));

    private sealed class Entry(Action<TraceSpan> heard) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Remove(one), heard);
    }
}
