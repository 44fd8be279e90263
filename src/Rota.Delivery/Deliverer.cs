using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store;
using Rota.Store.Home;

namespace Rota.Delivery;

/// <summary>
/// Carries messages out of the outbox: takes them, tries each, notes what came of it. Only who serves a state does, and
/// no turn ever waits for it. What was taken and not noted when the process died is sent once more, with the same id.
/// </summary>
public sealed class Deliverer : IDisposable
{
    /// <summary>A short run of few tasks is over before this: it opens nothing.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it looks at most, whatever is committed meanwhile.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LetGoMax = TimeSpan.FromSeconds(5);
    private readonly IHome home;
    private readonly ILogger log;
    private readonly Thread thread;
    private readonly AutoResetEvent signal = new(false);
    private readonly CancellationTokenSource stop = new();
    private readonly InHand inHand;
    private volatile bool isFinishing;

    /// <summary>Makes one for a home that this process serves alone.</summary>
    public Deliverer(IHome home, ILogger log)
    {
        (this.home, this.log) = (home, log);
        inHand = new InHand(home, log, signal, stop.Token);
        thread = new Thread(Run) { Name = "deliverer", IsBackground = true };
    }

    /// <summary>Begins.</summary>
    public void Start() => thread.Start();

    /// <summary>Tries what is due, and ends; what does not arrive in time stays for whoever serves next.</summary>
    /// <param name="limit">The longest that it takes; zero for no more tries.</param>
    public void Finish(TimeSpan limit)
    {
        if (limit > TimeSpan.Zero)
        {
            isFinishing = true;
            _ = signal.Set();
            _ = thread.Join(limit);
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        _ = signal.Set();
        thread.Join();
    }

    private void Run()
    {
        if (!isFinishing)
        {
            _ = signal.WaitOne(Delay);
        }

        if (stop.IsCancellationRequested)
        {
            return;
        }

        using var listener = home.Listen(() => signal.Set());
        while (!stop.IsCancellationRequested)
        {
            var next = Look();
            if (isFinishing && inHand.IsEmpty && !inHand.HasAnswers && !(next <= WallClock.Now))
            {
                break;
            }

            Rest(listener is null ? next ?? WallClock.Now + TroublePause : next);
        }

        LetGo();
        inHand.Dispose();
    }

    /// <summary>Notes what was answered, and takes what is due.</summary>
    /// <returns>When to look again; null for when something is committed or answered.</returns>
    private Instant? Look()
    {
        try
        {
            inHand.Settle();
            return inHand.Take();
        }
        catch (StoreException error)
        {
            // A full disk: what was answered is kept in mind, and noted when there is room.
            log.HeldUp(error.Message);
            return WallClock.Now + TroublePause;
        }
    }

    /// <summary>
    /// What is in hand when it is told to end: programs are killed, connections closed, and that is noted.
    /// </summary>
    private void LetGo()
    {
        var begun = Environment.TickCount64;
        while (inHand.AreTried && Environment.TickCount64 - begun < LetGoMax.TotalMilliseconds)
        {
            _ = signal.WaitOne(Pace);
        }

        try
        {
            inHand.Settle();
        }
        catch (StoreException error)
        {
            log.HeldUp(error.Message);
        }
    }

    private void Rest(Instant? next)
    {
        var begun = Environment.TickCount64;
        var wait = next is { } at ? at - WallClock.Now : LongestWait;
        _ = signal.WaitOne(
            wait < Pace ? Pace
            : wait > LongestWait ? LongestWait
            : wait
        );
        var rested = TimeSpan.FromMilliseconds(Environment.TickCount64 - begun);
        if (!inHand.HasAnswers && !isFinishing && rested < Pace)
        {
            _ = stop.Token.WaitHandle.WaitOne(Pace - rested);
        }
    }
}
