namespace Rota.Linux.Clocks;

/// <summary>
/// Calls again and again on a thread of its own, until disposed: timers share the pool's threads, and where those are
/// busy a call comes too late to be a sign of life.
/// </summary>
internal sealed class Repeating : IDisposable
{
    private readonly ManualResetEvent ended = new(initialState: false);
    private readonly Thread thread;

    public Repeating(TimeSpan pace, Action call)
    {
        thread = new Thread(() =>
        {
            while (!ended.WaitOne(pace))
            {
                call();
            }
        })
        {
            IsBackground = true,
            Name = "lifesign",
        };
        thread.Start();
    }

    /// <summary>Ends the calls; none is under way when it returns.</summary>
    public void Dispose()
    {
        ended.Set();
        thread.Join();
        ended.Dispose();
    }
}
