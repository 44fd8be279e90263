using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Fabric.Orders;

namespace Rota.Runners.Nodes;

/// <summary>
/// Makes of a turn's effects what a node is told: copies, for what is in memory changes with the next turn.
/// </summary>
internal static class NodeOrders
{
    public static NodeOrder[] Of(IReadOnlyList<Effect> effects, NodeId own) =>
        [.. effects.Select(effect => Of(effect, own))];

    private static NodeOrder Of(Effect effect, NodeId own)
    {
        var (attempt, job) = (effect.Attempt.Id, effect.Attempt.Job.Id);
        return effect.Kind switch
        {
            EffectKind.Launch => LaunchOf(effect.Attempt, own, isInPlace: false),
            EffectKind.LaunchInPlace => LaunchOf(effect.Attempt, own, isInPlace: true),
            EffectKind.Promote => new NodeOrder.Promote { Attempt = attempt, Job = job },
            EffectKind.Withdraw => new NodeOrder.Withdraw { Attempt = attempt, Job = job },
            EffectKind.Stop => new NodeOrder.Stop { Attempt = attempt, Job = job },
            _ => throw new InvariantException($"unknown effect {effect.Kind}"),
        };
    }

    private static NodeOrder.Launch LaunchOf(Attempt attempt, NodeId own, bool isInPlace) =>
        new()
        {
            Attempt = attempt.Id,
            Job = attempt.Job.Id,
            Fence = attempt.Fence,
            Spec = attempt.Job.Spec,
            Group = attempt.Group.Ordinal,
            Index = attempt.Index,
            Number = attempt.Number,
            Shape = attempt.Shape.Id,
            IsInPlace = isInPlace,
            Gpus = attempt.Gpus,
            Cpus = attempt.Cpus,
            Takes = attempt.Node == own ? "" : Takings.Of(attempt.Shape, attempt.Gpus, attempt.Cpus),
            SelfStopAfter = attempt.Node == own ? null : attempt.Disconnect.SelfStopAfter,
            Tally = attempt.Group.IsFinally ? attempt.Job.Tally : null,
            MemoryBytes = (long)(
                attempt.Job.PolicyOf(attempt.Group.Ordinal).Resources.MemoryBytes * attempt.Before.MemoryFactor
            ),
        };
}
