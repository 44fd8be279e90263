using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Whether an attempt may have room, asked of the limits and of its node: it gets it of both or of neither. What an
/// attempt holds goes back, or over to its successor, by the attempt alone.
/// </summary>
internal sealed class Admission(CellNodes nodes, Limits limits)
{
    /// <summary>Why there is no room for the shape now; null when there is.</summary>
    public static Refusal? Check(Shape shape) => Limits.Check(shape) ?? NodeLedger.Check(shape);

    /// <summary>Reserves for an attempt whose shape was found to fit.</summary>
    public void Reserve(Attempt attempt)
    {
        CheckHoldsNone(attempt);
        attempt.OfLimits = limits.Reserve(attempt.Id, attempt.Shape);
        attempt.OfNode = LedgerOf(attempt).Reserve(attempt.Id, attempt.Shape);
        (attempt.Gpus, attempt.Cpus) = (attempt.OfNode.Gpus, attempt.OfNode.Cpus);
        attempt.Shape.Running++;
        Count(attempt, +1);
    }

    /// <summary>Books what an attempt holds that runs already, or that was committed by an earlier runner.</summary>
    /// <param name="attempt">The attempt, with its GPUs.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public void Restore(Attempt attempt, bool isStored)
    {
        CheckHoldsNone(attempt);
        attempt.OfLimits = limits.Restore(attempt.Id, attempt.Shape, isStored);
        attempt.OfNode = LedgerOf(attempt).Restore(attempt.Id, attempt.Shape, (attempt.Gpus, attempt.Cpus), isStored);
        attempt.Shape.Running++;
        Count(attempt, +1);
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
        LedgerOf(attempt).HandOver(ofNode, successor.Id);
        (successor.OfLimits, successor.OfNode) = (ofLimits, ofNode);
        (successor.Gpus, successor.Cpus) = (ofNode.Gpus, ofNode.Cpus);
        Count(attempt, -1);
        Count(successor, +1);
        (attempt.OfLimits, attempt.OfNode) = (null, null);
    }

    /// <summary>Gives back all that an attempt holds.</summary>
    public void Release(Attempt attempt)
    {
        var (ofLimits, ofNode) = Held(attempt);
        limits.Release(ofLimits);
        LedgerOf(attempt).Release(ofNode);
        (attempt.OfLimits, attempt.OfNode) = (null, null);
        attempt.Shape.Running--;
        Count(attempt, -1);
    }

    /// <summary>An attempt that holds room is about to be known as running.</summary>
    public void Started(Attempt attempt) => Count(attempt, -1);

    private NodeLedger LedgerOf(Attempt attempt) => nodes.Require(attempt.Node).Ledger;

    /// <summary>Counts what was ordered at a node and is not known to run.</summary>
    private void Count(Attempt attempt, int by) =>
        nodes.Require(attempt.Node).Starting += attempt.State == TaskState.Starting ? by : 0;

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
