using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>Turns what a job states into what the ledger reserves.</summary>
internal static class Shapes
{
    /// <summary>The name of the account that counts the tasks with this concurrency key.</summary>
    public static string AccountOf(string key) => $"concurrency key {key}";

    /// <summary>The name of the account that counts the tasks of a queue.</summary>
    public static string AccountOfQueue(string? queue) => $"queue {queue ?? Queues.Default}";

    /// <summary>The shape of the tasks of an entry, opening accounts of limits on first use.</summary>
    public static Shape Make(Ledger ledger, ActiveJob job, int group, ShapeKey key, int id)
    {
        var task = job.Spec.Tasks[group];
        var resources = job.Spec.Policies[key.Policy].Resources;
        var charges = new List<Charge>();

        void Take(string account, long amount)
        {
            if (amount > 0)
            {
                var found = ledger.Find(account)!;
                charges.Add(new Charge(found, amount, found.Capacity));
            }
        }

        void Obey(Func<string, Account> account, string limit, int? most)
        {
            if (most is { } value)
            {
                charges.Add(new Charge(account(limit), 1, value));
            }
        }

        charges.Add(new Charge(ledger.SharedLimit(AccountOfQueue(job.Spec.Queue)), 1, long.MaxValue));
        charges.Add(new Charge(job.Parallel, 1, long.MaxValue));
        Obey(ledger.Limit, $"max_parallel of {job.Id}.{task.Id}", key.ThrottledGroup < 0 ? null : task.MaxParallel);
        if (key.Key is { } text)
        {
            Obey(ledger.SharedLimit, AccountOf(text), key.KeyLimit);
        }

        Take(Ledger.Slots, resources.Slots);
        Take(Ledger.Cpus, resources.MilliCpus);
        Take(Ledger.Memory, (long)(resources.MemoryBytes * key.MemoryFactor));
        Take(Ledger.Gpus, resources.Gpus);
        foreach (var (name, amount) in resources.Licences)
        {
            var licence = ledger.Licence(name);
            charges.Add(new Charge(licence, amount, licence.Capacity));
        }

        return new Shape
        {
            Id = id,
            Charges = [.. charges],
            Gpus = resources.Gpus,
            AllowsSuccessors = key.Key is null && resources.Gpus == 0,
        };
    }
}
