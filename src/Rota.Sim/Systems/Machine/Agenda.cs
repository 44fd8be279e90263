namespace Rota.Sim.Systems.Machine;

/// <summary>
/// What is to happen, in order of time; what is due at the same moment goes by the order it was asked for.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Happening, (long At, long Sequence)> queue = new();
    private long sequence;

    /// <summary>When the next thing is due; the end of time when nothing is.</summary>
    public long Next => queue.TryPeek(out _, out var due) ? due.At : long.MaxValue;

    public void Add(long at, Happening happening) => queue.Enqueue(happening, (at, ++sequence));

    public Happening Take() => queue.Dequeue();
}

/// <summary>Something that is due.</summary>
/// <param name="Who">The process it happens in; null for the world outside.</param>
/// <param name="What">Its name, for the trace.</param>
/// <param name="Do">What it does.</param>
internal sealed record Happening(SimProcess? Who, string What, Action Do);
