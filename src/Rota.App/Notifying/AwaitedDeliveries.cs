using Microsoft.Extensions.Logging.Abstractions;
using Rota.Delivery;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Outbox;

namespace Rota.App.Notifying;

/// <summary>
/// Waits for the first answer to messages: whoever serves the state sends them, else this process does.
/// </summary>
internal static class AwaitedDeliveries
{
    /// <summary>Longer than any receiver is given.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>The messages once each was tried, or time is over.</summary>
    public static DeliveryList Of(IHome home, IReadOnlyList<long> numbers)
    {
        using var serveLock = new FileLock(home.State.ServeLock);
        if (serveLock.TryEnter())
        {
            serveLock.SignHolder();
            using var deliverer = new Deliverer(home, NullLogger.Instance);
            deliverer.Start();
            deliverer.Finish(Patience);
            return Look(home, numbers);
        }

        using var changed = new AutoResetEvent(false);
        using var listener = home.Listen(() => changed.Set());
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pace)
        {
            if (Look(home, numbers) is var list && list.Deliveries.All(IsTried))
            {
                return list;
            }

            _ = changed.WaitOne(Pace);
        }

        return Look(home, numbers);
    }

    private static bool IsTried(DeliveryView delivery) => delivery.Answered is not null;

    private static DeliveryList Look(IHome home, IReadOnlyList<long> numbers)
    {
        using var queries = home.Read();
        return new DeliveryList([.. numbers.Select(queries.Outbox.Find).OfType<OutboxRow>().Select(DeliveryView.Of)]);
    }
}
