namespace Rota.Node.Machine;

/// <summary>
/// Wakes whoever waits for something to have happened. Who counts the rings before looking misses none in between.
/// </summary>
internal sealed class Notifier
{
    private readonly object gate = new();
    private long rings;

    /// <summary>How often it rang.</summary>
    public long Notifications => Volatile.Read(ref rings);

    public void Notify()
    {
        lock (gate)
        {
            rings++;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until it has rung since it was counted.</summary>
    public void WaitSince(long counted, TimeSpan limit)
    {
        lock (gate)
        {
            if (rings == counted)
            {
                Monitor.Wait(gate, limit);
            }
        }
    }
}
