using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Whether an attempt may have room, asked of the limits and of the node: it gets it of both or of neither. What an
/// attempt holds goes back, or over to its successor, by the attempt alone.
/// </summary>
internal sealed class Admission(NodeLedger node, Limits limits)
{
    /// <summary>Why there is no room for the shape now; null when there is.</summary>
    public static Refusal? Check(Shape shape) => Limits.Check(shape) ?? NodeLedger.Check(shape);

    /// <summary>Reserves for an attempt whose shape was found to fit.</summary>
    public void Reserve(Attempt attempt)
    {
        CheckHoldsNone(attempt);
        attempt.OfLimits = limits.Reserve(attempt.Id, attempt.Shape);
        attempt.OfNode = node.Reserve(attempt.Id, attempt.Shape);
        (attempt.Gpus, attempt.Cpus) = (attempt.OfNode.Gpus, attempt.OfNode.Cpus);
        attempt.Shape.Running++;
    }

    /// <summary>Books what an attempt holds that runs already, or that was committed by an earlier runner.</summary>
    /// <param name="attempt">The attempt, with its GPUs.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public void Restore(Attempt attempt, bool isStored)
    {
        CheckHoldsNone(attempt);
        attempt.OfLimits = limits.Restore(attempt.Id, attempt.Shape, isStored);
        attempt.OfNode = node.Restore(attempt.Id, attempt.Shape, (attempt.Gpus, attempt.Cpus), isStored);
        attempt.Shape.Running++;
    }

    /// <summary>Gives all that an attempt holds to the one that started in its place, of the same shape.</summary>
    public void HandOver(Attempt attempt, Attempt successor)
    {
        CheckHoldsNone(successor);
        Invariant.Check(
            ReferenceEquals(attempt.Shape, successor.Shape),
            "only what is of a shape takes its place over"
        );
        var (ofLimits, ofNode) = Held(attempt);
        limits.HandOver(ofLimits, successor.Id);
        node.HandOver(ofNode, successor.Id);
        (successor.OfLimits, successor.OfNode) = (ofLimits, ofNode);
        (successor.Gpus, successor.Cpus) = (ofNode.Gpus, ofNode.Cpus);
        (attempt.OfLimits, attempt.OfNode) = (null, null);
    }

    /// <summary>Gives back all that an attempt holds.</summary>
    public void Release(Attempt attempt)
    {
        var (ofLimits, ofNode) = Held(attempt);
        limits.Release(ofLimits);
        node.Release(ofNode);
        (attempt.OfLimits, attempt.OfNode) = (null, null);
        attempt.Shape.Running--;
    }

    private static (Reservation OfLimits, Reservation OfNode) Held(Attempt attempt) =>
        attempt is { OfLimits: { } ofLimits, OfNode: { } ofNode }
            ? (ofLimits, ofNode)
            : throw new InvariantException($"attempt {attempt.Id} gives up room, and holds none");

    private static void CheckHoldsNone(Attempt attempt)
    {
        if (attempt.HoldsRoom)
        {
            throw new InvariantException($"attempt {attempt.Id} holds room, and gets some once more");
        }
    }
}
