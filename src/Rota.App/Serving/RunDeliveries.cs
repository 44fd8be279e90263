using Microsoft.Extensions.Logging.Abstractions;
using Rota.Delivery;
using Rota.Store.Home;
using Rota.Store.Outbox;

namespace Rota.App.Serving;

/// <summary>
/// The notifications of a run in the foreground: who waits for it waits for what its end has to tell.
/// </summary>
/// <param name="home">Its home.</param>
/// <param name="queries">A look at it.</param>
internal sealed class RunDeliveries(IHome home, IHomeReader queries)
{
    /// <summary>As long as one try may take.</summary>
    private static readonly TimeSpan LastTries = TimeSpan.FromSeconds(25);
    private readonly Deliverer deliverer = new(home, NullLogger.Instance);

    /// <summary>Begins.</summary>
    public void Start() => deliverer.Start();

    /// <summary>Tries what is left, and ends.</summary>
    public void Finish() =>
        deliverer.Finish(queries.Outbox.NextDue(OutboxRow.Notifications) is null ? TimeSpan.Zero : LastTries);
}
