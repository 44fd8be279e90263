using Rota.Instruments.Tracing;

namespace Rota.Instruments.Otlp;

/// <summary>Spans that wait to be sent. Who tells of one never waits; what finds no room is counted.</summary>
/// <param name="most">How many wait at most.</param>
/// <param name="batch">So many are worth a request at once.</param>
internal sealed class SpanQueue(int most, int batch)
{
    private readonly Queue<TraceSpan> waiting = new();
    private long dropped;
    private bool isClosed;

    /// <summary>Takes one in; counts it where there is no room.</summary>
    public void Add(TraceSpan span)
    {
        lock (waiting)
        {
            if (waiting.Count >= most || isClosed)
            {
                dropped++;
                return;
            }

            waiting.Enqueue(span);
            if (waiting.Count == batch)
            {
                Monitor.PulseAll(waiting);
            }
        }
    }

    /// <summary>Waits for a batch, for the end of a time, or for the end.</summary>
    /// <param name="time">How long at most.</param>
    /// <param name="isDeaf">Whether a batch does not end the wait: the collector is given time.</param>
    /// <returns>Whether this is the end.</returns>
    public bool Await(TimeSpan time, bool isDeaf)
    {
        var until = Environment.TickCount64 + (long)time.TotalMilliseconds;
        lock (waiting)
        {
            while (!isClosed && (isDeaf || waiting.Count < batch))
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(waiting, TimeSpan.FromMilliseconds(left)))
                {
                    break;
                }
            }

            return isClosed;
        }
    }

    /// <summary>The first of them, which stay until they are removed.</summary>
    public TraceSpan[] First()
    {
        lock (waiting)
        {
            return [.. waiting.Take(batch)];
        }
    }

    /// <summary>Removes so many of the first.</summary>
    public void Remove(int count)
    {
        lock (waiting)
        {
            for (; count > 0; count--)
            {
                waiting.Dequeue();
            }
        }
    }

    /// <summary>How many were dropped since it was asked last.</summary>
    public long TakeDropped()
    {
        lock (waiting)
        {
            var count = dropped;
            dropped = 0;
            return count;
        }
    }

    /// <summary>Takes no more in, and wakes who waits.</summary>
    public void Close()
    {
        lock (waiting)
        {
            isClosed = true;
            Monitor.PulseAll(waiting);
        }
    }
}
