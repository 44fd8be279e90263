using Rota.Core.Budgets;
using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;

namespace Rota.Core.Scheduling.State;

/// <summary>Turns what a job states into what limits count and a node reserves.</summary>
internal static class Shapes
{
    /// <summary>The limits that count the tasks of an entry, opened on first use.</summary>
    public static Charge[] LimitsOf(Limits limits, ActiveJob job, int group, ShapeKey key)
    {
        var charges = new List<Charge>
        {
            new(limits.Queue(key.By.Queue), 1, long.MaxValue),
            new(job.Parallel, 1, long.MaxValue),
        };
        charges.AddRange(BudgetsOf(limits, job.Spec.Policies[key.Policy].Resources, key));
        if (key.ThrottledGroup >= 0)
        {
            charges.Add(new Charge(job.ParallelOf(job.Groups[group]), 1, long.MaxValue));
        }

        if (key.Key is { } text)
        {
            charges.Add(new Charge(limits.ConcurrencyKey(text), 1, key.KeyLimit));
        }

        return [.. charges];
    }

    private static IEnumerable<Charge> BudgetsOf(Limits limits, ResourceRequest request, ShapeKey key)
    {
        if (key.By.Budget.Length == 0)
        {
            return [];
        }

        var asked = Amounts
            .Asked(request, key.MemoryFactor)
            .ToDictionary(one => one.Resource, one => one.Amount, StringComparer.Ordinal);
        return key
            .By.Budgets.Select(id => (Account: limits.Shared(id), Amount: asked.GetValueOrDefault(id.Resource)))
            .Where(one => one.Amount > 0)
            .Select(one => new Charge(one.Account, one.Amount, long.MaxValue));
    }

    /// <summary>The shape of tasks that these limits count, on a node.</summary>
    public static Shape Make(NodeLedger node, Charge[] limits, ActiveJob job, ShapeKey key, int id)
    {
        var resources = job.Spec.Policies[key.Policy].Resources;
        var claim = node.ClaimOf(resources, key.MemoryFactor);
        return new Shape
        {
            Id = id,
            Node = node.Node,
            Charges = [.. limits, .. claim.Charges],
            Gpus = claim.Gpus,
            Pinned = claim.Pinned,
            // A place that frees says nothing of when the next start is due.
            AllowsSuccessors =
                key.Key is null && resources is { MilliGpus: 0, IsPinned: false } && job.Spec.Spacing is null,
        };
    }

    /// <summary>The nodes that tasks of a ready queue may run on now.</summary>
    public static Place[] PlacesOf(CellNodes nodes, ReadyQueue readyQueue)
    {
        var policy = readyQueue.Job.Spec.Policies[readyQueue.Key.Policy];
        var shapes = readyQueue.Shapes.ToDictionary(shape => shape.Node);
        return
        [
            .. nodes
                .All.Where(node =>
                    node.Standing == NodeStanding.Open
                    && node.Traits.Meets(policy.Nodes.Requires)
                    && (node.KeepsLeases || policy.OnDisconnect.SelfStopAfter is null)
                )
                .Select(node => new Place(
                    node,
                    node.Ledger.ClaimOf(policy.Resources, readyQueue.Key.MemoryFactor),
                    node.Traits.ShareOf(policy.Nodes.Prefers)
                )
                {
                    ReadsFiles = policy.Inputs is not null,
                    IsOwn = node == nodes.Own,
                    Shape = shapes.GetValueOrDefault(node.Ledger.Node),
                }),
        ];
    }
}
