namespace Rota.Store.Local;

/// <summary>
/// Hears that some process wrote to the store: a thread that sleeps in the kernel until somebody rings, so that a
/// runner need not ask all the time. What it says is a hint; the runner looks now and then by itself too.
/// </summary>
public sealed class ChangeNotifier : IDisposable
{
    /// <summary>For a runner, many writes in a moment are one look.</summary>
    private static readonly TimeSpan RunnerPause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SharedMap map;
    private readonly Action rung;
    private readonly Thread thread;
    private readonly TimeSpan pause;
    private volatile bool isOver;

    /// <summary>Begins to listen.</summary>
    /// <param name="map">What the processes of the state share; must stay until this one is disposed of.</param>
    /// <param name="rung">Called on a thread of its own.</param>
    /// <param name="pause">What comes within this after a call is told by the next; null for a runner's.</param>
    public ChangeNotifier(SharedMap map, Action rung, TimeSpan? pause = null)
    {
        this.pause = pause ?? RunnerPause;
        this.map = map;
        this.rung = rung;
        thread = new Thread(Listen) { IsBackground = true, Name = "notifier" };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver = true;
        map.Notify();
        thread.Join();
    }

    private void Listen()
    {
        var seen = map.Notifications;
        while (!isOver)
        {
            map.AwaitRing(seen, Patience);
            if (map.Notifications == seen)
            {
                continue;
            }

            seen = map.Notifications;
            rung();
            Thread.Sleep(pause);
        }
    }
}
