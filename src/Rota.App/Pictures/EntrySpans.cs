using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>From when to when something of each entry ran.</summary>
/// <param name="count">How many entries there are.</param>
internal sealed class EntrySpans(int count)
{
    private readonly (Instant From, Instant To)?[] spans = new (Instant, Instant)?[count];

    /// <summary>When the first of all started; null for nothing yet.</summary>
    public Instant? Begun => spans.Min(span => span?.From);

    /// <summary>Takes an attempt.</summary>
    public void Add(AttemptSpan one)
    {
        // One of an entry that was added since the job was read is told the next time.
        if (one.Group >= spans.Length)
        {
            return;
        }

        ref var span = ref spans[one.Group];
        span = span is { } known
            ? (one.Started < known.From ? one.Started : known.From, one.Ended > known.To ? one.Ended : known.To)
            : (one.Started, one.Ended);
    }

    /// <summary>That of an entry; null where nothing of it started.</summary>
    public (Instant From, Instant To)? Of(int entry) => spans[entry];

    /// <summary>How long an entry took, from its first start to its last end.</summary>
    public double Seconds(int entry) => spans[entry] is { } span ? Math.Max(0, (span.To - span.From).TotalSeconds) : 0;
}
