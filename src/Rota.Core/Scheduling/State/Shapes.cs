using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>Turns what a job states into what limits count and the node reserves.</summary>
internal static class Shapes
{
    /// <summary>The shape of the tasks of an entry, opening accounts of limits on first use.</summary>
    public static Shape Make(NodeLedger node, Limits limits, ActiveJob job, int group, ShapeKey key, int id)
    {
        var resources = job.Spec.Policies[key.Policy].Resources;
        var charges = new List<Charge>
        {
            new(limits.Queue(key.Queue), 1, long.MaxValue),
            new(job.Parallel, 1, long.MaxValue),
        };
        if (key.ThrottledGroup >= 0)
        {
            charges.Add(new Charge(job.ParallelOf(job.Groups[group]), 1, long.MaxValue));
        }

        if (key.Key is { } text)
        {
            charges.Add(new Charge(limits.ConcurrencyKey(text), 1, key.KeyLimit));
        }

        void Take(Account account, long amount)
        {
            if (amount > 0)
            {
                charges.Add(new Charge(account, amount, long.MaxValue));
            }
        }

        Take(node.Slots, resources.Slots);
        Take(node.Cpus, resources.MilliCpus);
        Take(node.Memory, (long)(resources.MemoryBytes * key.MemoryFactor));
        Take(node.Gpus, resources.MilliGpus);
        foreach (var (name, amount) in resources.Licences)
        {
            Take(node.Licence(name), amount);
        }

        return new Shape
        {
            Id = id,
            Charges = [.. charges],
            Gpus = node.ClaimOfGpus(resources.MilliGpus),
            Pinned = resources.IsPinned ? node.ClaimOfCpus(resources.MilliCpus) : null,
            // A place that frees says nothing of when the next start is due.
            AllowsSuccessors =
                key.Key is null && resources is { MilliGpus: 0, IsPinned: false } && job.Spec.Spacing is null,
        };
    }
}
