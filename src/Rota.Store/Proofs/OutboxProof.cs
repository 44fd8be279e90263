using Rota.Store.Outbox;

namespace Rota.Store.Proofs;

/// <summary>That a message is in somebody's hand or settled, and that only what was tried has an answer.</summary>
public static class OutboxProof
{
    /// <summary>A sentence for each that is not.</summary>
    public static IEnumerable<string> Violations(IEnumerable<OutboxRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.State != DeliveryState.Waiting && row.Lease is not null)
            {
                yield return $"notification {row.Number} is settled and in somebody's hand";
            }

            if (row is { State: DeliveryState.Waiting or DeliveryState.Delivered, Tries: 0, Answer: not null })
            {
                yield return $"notification {row.Number} has an answer and was never tried";
            }
        }
    }
}
