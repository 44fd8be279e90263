namespace Rota.App.Reporting;

/// <summary>Puts what takes time into as few lanes as possible, nothing overlapping another in its lane.</summary>
public sealed class Lanes
{
    private readonly PriorityQueue<int, double> busy = new();
    private readonly PriorityQueue<int, int> free = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lane of the next, which does not start before the one before it.</summary>
    public int Add(double start, double end)
    {
        while (busy.TryPeek(out var ended, out var at) && at <= start)
        {
            busy.Dequeue();
            free.Enqueue(ended, ended);
        }

        // The lowest free lane, so that full lanes gather at the top and idle room shows at the bottom.
        var lane = free.TryDequeue(out var lowest, out _) ? lowest : Count++;
        busy.Enqueue(lane, end);
        return lane;
    }
}
