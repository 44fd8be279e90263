using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Delivery.Answers;
using Rota.Delivery.Channels;
using Rota.Instruments.Metrics;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Store.Home;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.Delivery;

/// <summary>
/// Messages from the moment that they are taken until it is noted what came of them. Used by one thread.
/// </summary>
/// <param name="home">Where they are.</param>
/// <param name="log">Where is told what came of them.</param>
/// <param name="signal">Is set when one is answered.</param>
/// <param name="stop">Ends all tries.</param>
internal sealed class InHand(IHome home, ILogger log, EventWaitHandle signal, CancellationToken stop) : IDisposable
{
    private const int Most = 16;

    /// <summary>Longer than any try lasts.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(12);
    private readonly ConcurrentQueue<(OutboxRow Row, Answer Answer)> answered = new();
    private readonly List<OutboxSettlement> unsettled = [];
    private IHomeReader? reader;
    private IOutbox? outbox;
    private int count;

    /// <summary>Whether nothing is in hand, and all is noted.</summary>
    public bool IsEmpty => count == 0 && unsettled.Count == 0;

    /// <summary>Whether an answer waits to be noted.</summary>
    public bool HasAnswers => !answered.IsEmpty;

    /// <summary>Whether some are without an answer.</summary>
    public bool AreTried => count > answered.Count;

    /// <summary>Takes what is due, and tries it on other threads.</summary>
    /// <returns>When to look again; null for when something is committed or answered.</returns>
    public Instant? Take()
    {
        reader ??= home.Read();
        if (reader.Outbox.NextDue(OutboxRow.Notifications) is not { } due || count >= Most)
        {
            return null;
        }

        if (outbox is null)
        {
            outbox = home.Outbox();
            outbox.Free(OutboxRow.Notifications);
        }

        var now = WallClock.Now;
        var taken = outbox.Take(OutboxRow.Notifications, now, now + Lease, Most - count);
        CrashPoint.Reach("delivery-taken");
        foreach (var row in taken)
        {
            count++;
            _ = Task.Run(() => Try(row));
        }

        return taken.Count > 0 ? now : due;
    }

    /// <summary>Notes what was answered; what cannot be noted now is kept for the next time.</summary>
    public void Settle()
    {
        while (answered.TryDequeue(out var one))
        {
            count--;
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

    /// <inheritdoc/>
    public void Dispose()
    {
        outbox?.Dispose();
        reader?.Dispose();
    }

    private async Task Try(OutboxRow row)
    {
        var answer = await Sending.Try(row, WallClock.Now, stop).ConfigureAwait(false);
        CrashPoint.Reach("delivery-answered");
        answered.Enqueue((row, answer));
        _ = signal.Set();
    }

    private void Tell(OutboxRow row, Answer answer)
    {
        var target = NotifyForm.Target(row.Target);
        var isDelivered = answer.State == DeliveryState.Delivered;
        DeliveryMetrics.Tried(target.Channel.ToString().ToLowerInvariant(), isDelivered);
        if (isDelivered)
        {
            log.Delivered(row.Id, row.Subject, target.Name);
        }
        else
        {
            log.Failed(row.Id, row.Subject, target.Name, answer.Text);
        }
    }
}
