using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Small jobs with everything in them. All fit the small node.</summary>
internal static class RandomJobs
{
    /// <summary>Further machines of a cell: a smaller one, and a larger one in another zone.</summary>
    public static readonly (Capacity, NodeTraits)[] Others =
    [
        (World.SmallNode with { Slots = 2, MilliCpus = 2_000, MemoryBytes = 700, Gpus = ["h0"], CpuIds = [0, 1] }, new NodeTraits("n2") { Zone = "a" }),
        (World.SmallNode with { Slots = 6, MilliCpus = 6_000, Gpus = [] }, new NodeTraits("n3") { Zone = "b" }),
    ];

    public static JobSpec Next(ref Prng random)
    {
        var job = new JobBuilder().Priority((int)random.NextBelow(3));
        if (random.NextBelow(4) == 0)
        {
            job.MaxParallel(1 + (int)random.NextBelow(3));
        }

        if (random.NextBelow(6) == 0)
        {
            job.Spacing(TimeSpan.FromSeconds(1 + random.NextBelow(3)));
        }

        if (random.NextBelow(4) == 0)
        {
            job.MaxFailures(1 + random.NextBelow(3));
        }

        var isOpen = random.NextBelow(4) == 0;
        if (isOpen)
        {
            job.Open();
        }

        var entries = 1 + (int)random.NextBelow(5);
        for (var entry = 0; entry < entries; entry++)
        {
            job.Task($"t{entry}", 1 + (int)random.NextBelow(6));
            if (isOpen && random.NextBelow(2) == 0)
            {
                job.Items(1 + (int)random.NextBelow(4));
            }

            AddNeeds(job, entry, ref random);
            AddRoom(job, ref random);
            AddRules(job, ref random);
        }

        if (random.NextBelow(3) == 0)
        {
            job.Finally("last", 1 + (int)random.NextBelow(3));
            AddRoom(job, ref random);
            AddRules(job, ref random);
            if (random.NextBelow(2) == 0)
            {
                job.Finally("very last").Needs("last", (NeedCondition)random.NextBelow(3));
            }
        }

        return job.Build();
    }

    /// <summary>At times it starts later, or after others.</summary>
    public static JobSpec Later(JobSpec job, World world, ref Prng random)
    {
        if (random.NextBelow(2) == 0)
        {
            var earlier = new JobId(1 + random.NextBelow(world.Store.Jobs.Count));
            job = job with { After = [new JobNeed(earlier, (NeedCondition)random.NextBelow(3))] };
        }

        return random.NextBelow(3) == 0
            ? job with { NotBefore = new StartMoment("later", world.Now + TimeSpan.FromSeconds(random.NextBelow(30))) }
            : job;
    }

    private static void AddNeeds(JobBuilder job, int entry, ref Prng random)
    {
        for (var need = entry - 1; need >= 0; need--)
        {
            if (random.NextBelow(3) == 0)
            {
                job.Needs(need, (NeedCondition)random.NextBelow(3), random.NextBelow(3) * 50);
            }
        }
    }

    private static void AddRoom(JobBuilder job, ref Prng random)
    {
        switch (random.NextBelow(6))
        {
            case 0:
                job.Takes(cpus: 500 + (500 * random.NextBelow(8)));
                break;
            case 1:
                job.Takes(cpus: 500, memory: 100 + random.NextBelow(900));
                break;
            case 2:
                var gpus = (int)random.NextBelow(3);
                job.Takes(cpus: 500, gpus: gpus, gpuShare: gpus == 0 ? 300 + (int)random.NextBelow(600) : 0);
                break;
            case 3:
                job.Takes(slots: 1, licences: 1 + (int)random.NextBelow(2));
                break;
            case 4:
                job.Takes(cpus: 1_000 * (1 + random.NextBelow(2)), isPinned: true);
                break;
            default:
                job.Takes(slots: 1);
                break;
        }
    }

    private static void AddRules(JobBuilder job, ref Prng random)
    {
        if (random.NextBelow(4) == 0)
        {
            job.AtMost(1 + (int)random.NextBelow(2));
        }

        if (random.NextBelow(4) == 0)
        {
            job.Key($"k{random.NextBelow(2)}", 1 + (int)random.NextBelow(2));
        }

        if (random.NextBelow(2) == 0)
        {
            job.Retry(1 + (int)random.NextBelow(3), TimeSpan.FromSeconds(random.NextBelow(3)),
                random.NextBelow(2) == 0 ? 1.5 : null, random.NextBelow(4) > 0);
        }

        if (random.NextBelow(4) == 0)
        {
            job.Timeout(TimeSpan.FromSeconds(1 + random.NextBelow(20)));
        }
    }
}
