using Rota.Fabric.Answers;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// The last orders that were refused for want of room: one that comes twice gets the first answer, for its runner has
/// given the task to another node by then. Called under the gate of the attempts.
/// </summary>
internal sealed class Refusals
{
    private const int Most = 4096;
    private readonly Dictionary<long, ClaimRefusal> given = [];
    private readonly Queue<long> order = new();

    /// <summary>What was answered to an order about an attempt; null where it was not refused.</summary>
    public ClaimRefusal? Of(long attempt) => given.GetValueOrDefault(attempt);

    /// <summary>Remembers an answer.</summary>
    public void Add(long attempt, ClaimRefusal why)
    {
        if (!given.TryAdd(attempt, why))
        {
            return;
        }

        order.Enqueue(attempt);
        if (order.Count > Most)
        {
            given.Remove(order.Dequeue());
        }
    }
}
