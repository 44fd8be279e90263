using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Delivery.Channels;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.Delivery;

/// <summary>
/// Carries messages out of the outbox: takes them, tries each, notes what came of it. Only who serves a state does, and
/// no turn ever waits for it. What was taken and not noted when the process died is sent once more, with the same id.
/// </summary>
public sealed class Deliverer : IDisposable
{
    private const int AtOnce = 16;

    /// <summary>A short run of few tasks is over before this: it opens nothing.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it looks at most, whatever is committed meanwhile.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LetGoMax = TimeSpan.FromSeconds(5);

    /// <summary>Longer than any try lasts.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(12);
    private readonly IHome home;
    private readonly ILogger log;
    private readonly Thread thread;
    private readonly AutoResetEvent signal = new(false);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(OutboxRow Row, Answer Answer)> answered = new();
    private readonly List<OutboxSettlement> unsettled = [];
    private IHomeReader? reader;
    private IOutbox? outbox;
    private int inHand;
    private volatile bool isFinishing;

    /// <summary>Makes one for a home that this process serves alone.</summary>
    public Deliverer(IHome home, ILogger log)
    {
        (this.home, this.log) = (home, log);
        thread = new Thread(Run) { Name = "deliverer", IsBackground = true };
    }

    /// <summary>Begins.</summary>
    public void Start() => thread.Start();

    /// <summary>Tries all that is due once more, and ends; what does not arrive in time stays for whoever serves next.</summary>
    /// <param name="limit">The longest that it takes.</param>
    public void Finish(TimeSpan limit)
    {
        if (limit > TimeSpan.Zero)
        {
            isFinishing = true;
            signal.Set();
            _ = thread.Join(limit);
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        signal.Set();
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
            Instant? next = WallClock.Now + TroublePause;
            try
            {
                Settle();
                next = Look();
            }
            catch (StoreException error)
            {
                // A full disk: what was answered is kept in mind, and noted when there is room.
                log.HeldUp(error.Message);
            }

            if (isFinishing && inHand == 0 && unsettled.Count == 0 && answered.IsEmpty && !(next <= WallClock.Now))
            {
                break;
            }

            Rest(listener is null && next is null ? WallClock.Now + TroublePause : next);
        }

        LetGo();
        outbox?.Dispose();
        reader?.Dispose();
    }

    /// <summary>What was in hand when it was told to end: programs are killed, connections closed, and that is noted.</summary>
    private void LetGo()
    {
        var begun = Environment.TickCount64;
        while (inHand > answered.Count && Environment.TickCount64 - begun < LetGoMax.TotalMilliseconds)
        {
            _ = signal.WaitOne(Pace);
        }

        try
        {
            Settle();
        }
        catch (StoreException error)
        {
            log.HeldUp(error.Message);
        }
    }

    /// <summary>Takes what is due.</summary>
    /// <returns>When to look again; null for when something is committed.</returns>
    private Instant? Look()
    {
        reader ??= home.Read();
        if (reader.Outbox.NextDue(OutboxRow.Notifications) is not { } due)
        {
            return null;
        }

        if (outbox is null)
        {
            outbox = home.Outbox();
            outbox.Free(OutboxRow.Notifications);
        }

        var now = WallClock.Now;
        if (inHand >= AtOnce)
        {
            return null;
        }

        var taken = outbox.Take(OutboxRow.Notifications, now, now + Lease, AtOnce - inHand);
        CrashPoint.Reach("delivery-taken");
        foreach (var row in taken)
        {
            _ = Interlocked.Increment(ref inHand);
            _ = Task.Run(() => Try(row));
        }

        return taken.Count > 0 ? now : due;
    }

    private async Task Try(OutboxRow row)
    {
        var answer = await Sending.Try(row, WallClock.Now, stop.Token).ConfigureAwait(false);
        CrashPoint.Reach("delivery-answered");
        answered.Enqueue((row, answer));
        _ = signal.Set();
    }

    private void Settle()
    {
        while (answered.TryDequeue(out var one))
        {
            _ = Interlocked.Decrement(ref inHand);
            Tell(one.Row, one.Answer);
            unsettled.Add(one.Answer.For(one.Row, WallClock.Now));
        }

        if (unsettled.Count > 0)
        {
            outbox!.Settle(unsettled);
            unsettled.Clear();
            CrashPoint.Reach("delivery-noted");
        }
    }

    private void Tell(OutboxRow row, Answer answer)
    {
        var target = NotifyForm.Target(row.Target).Name;
        if (answer.State == DeliveryState.Delivered)
        {
            log.Delivered(row.Id, row.Subject, target);
        }
        else
        {
            log.Failed(row.Id, row.Subject, target, answer.Text);
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
        if (
            answered.IsEmpty
            && !isFinishing
            && Environment.TickCount64 - begun is var rested
            && rested < Pace.TotalMilliseconds
        )
        {
            _ = stop.Token.WaitHandle.WaitOne(Pace - TimeSpan.FromMilliseconds(rested));
        }
    }
}
