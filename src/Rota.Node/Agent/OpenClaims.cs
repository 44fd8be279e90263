using System.Diagnostics.CodeAnalysis;
using Rota.Core.Model;
using Rota.Fabric.Orders;

namespace Rota.Node.Agent;

/// <summary>
/// The claims of one line that the keeper has not answered, in the order they were made. Whatever it says about an
/// attempt answers its claim.
/// </summary>
internal sealed class OpenClaims
{
    /// <summary>After how long without an answer a claim is made again, in microseconds.</summary>
    public const long RepeatAfter = 1_000_000;

    private readonly Queue<NodeOrder.Launch> made = [];
    private readonly Dictionary<AttemptId, long> open = [];
    private long oldestSince;

    /// <summary>
    /// Whether the keeper answers claims at all. An earlier version does not, and would take one that is made again for
    /// a new one where it has let the attempt go.
    /// </summary>
    public bool AreAnswered { get; private set; }

    /// <summary>Those without an answer.</summary>
    public IReadOnlyCollection<AttemptId> All => open.Keys;

    /// <summary>A claim is about to be sent.</summary>
    public void Add(NodeOrder.Launch claim, long now)
    {
        oldestSince = open.Count == 0 ? now : oldestSince;
        if (open.TryAdd(claim.Attempt, now))
        {
            made.Enqueue(claim);
        }
    }

    /// <summary>The keeper has answered a claim as such.</summary>
    /// <returns>For how long it was open, in microseconds; null where it was not.</returns>
    public long? Replied(AttemptId attempt, long now)
    {
        AreAnswered = true;
        return Answered(attempt, now);
    }

    /// <summary>The keeper has said something about an attempt.</summary>
    /// <returns>For how long its claim was open, in microseconds; null where it was not.</returns>
    public long? Answered(AttemptId attempt, long now)
    {
        if (!open.Remove(attempt, out var since))
        {
            return null;
        }

        oldestSince = now;
        return now - since;
    }

    /// <summary>
    /// The oldest claim, where nothing has been answered for so long: it is to be made again. Answers come in order, so
    /// the others need not be.
    /// </summary>
    public bool TryRepeat(long now, [NotNullWhen(true)] out NodeOrder.Launch? claim)
    {
        while (made.TryPeek(out claim) && !open.ContainsKey(claim.Attempt))
        {
            _ = made.Dequeue();
        }

        if (claim is null || !AreAnswered || now - oldestSince <= RepeatAfter)
        {
            return false;
        }

        oldestSince = now;
        claim = claim with { IsRepeated = true };
        return true;
    }
}
