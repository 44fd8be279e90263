namespace Rota.Node.Keeper;

/// <summary>Wakes whoever waits for something to have happened; who comes later waits for the next time.</summary>
internal sealed class Bell
{
    private readonly object gate = new();

    public void Ring()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }

    public void Wait(TimeSpan limit)
    {
        lock (gate)
        {
            Monitor.Wait(gate, limit);
        }
    }
}
