using Rota.Sim.Policies.Figures;

namespace Rota.Sim.Policies.Pending;

/// <summary>
/// Messages that all take the same time. They arrive in the order in which they were sent, so a ring is all that is
/// needed: no heap, whatever their number.
/// </summary>
internal struct EventRow
{
    private Event[] ring;
    private int first;
    private int count;
    private long delay;

    /// <summary>When the first one arrives; <see cref="Ticks.Never"/> when there is none.</summary>
    public long Time { get; private set; }

    /// <summary>The sequence of the first one.</summary>
    public long Sequence { get; private set; }

    /// <summary>An empty row.</summary>
    public static EventRow Create(long delay) =>
        new()
        {
            ring = new Event[256],
            delay = delay,
            Time = Ticks.Never,
        };

    /// <summary>Sends a message.</summary>
    public void Send(long now, long sequence, in Event message)
    {
        if (count == ring.Length)
        {
            Grow();
        }

        ref var place = ref ring[(first + count) & (ring.Length - 1)];
        place = message;
        place.Time = now + delay;
        place.Sequence = sequence;
        if (count++ == 0)
        {
            (Time, Sequence) = (place.Time, sequence);
        }
    }

    /// <summary>Takes the first message out. There must be one.</summary>
    public void Take(out Event message)
    {
        message = ring[first];
        first = (first + 1) & (ring.Length - 1);
        if (--count == 0)
        {
            Time = Ticks.Never;
            return;
        }

        ref var next = ref ring[first];
        (Time, Sequence) = (next.Time, next.Sequence);
    }

    private void Grow()
    {
        var larger = new Event[ring.Length * 2];
        var tail = ring.Length - first;
        Array.Copy(ring, first, larger, 0, tail);
        Array.Copy(ring, 0, larger, tail, first);
        (ring, first) = (larger, 0);
    }
}
