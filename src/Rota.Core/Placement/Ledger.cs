using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// A node's book of what is reserved. It has the last word on every claim, and what it checks is what
/// <c>rota explain</c> shows.
/// </summary>
public sealed class Ledger
{
    /// <summary>Account of slots.</summary>
    public const string Slots = "slots";

    /// <summary>Account of thousandths of a CPU.</summary>
    public const string Cpus = "cpus";

    /// <summary>Account of bytes of memory.</summary>
    public const string Memory = "memory";

    /// <summary>Account of GPUs.</summary>
    public const string Gpus = "gpus";

    private const string LicencePrefix = "license/";
    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly SortedSet<int> freeGpus;

    /// <summary>Opens the book of a node with nothing reserved.</summary>
    public Ledger(Capacity capacity)
    {
        Capacity = capacity;
        Open(Slots, capacity.Slots);
        Open(Cpus, capacity.MilliCpus);
        Open(Memory, capacity.MemoryBytes);
        Open(Gpus, capacity.Gpus.Length);
        foreach (var (name, amount) in capacity.Licences)
        {
            Open(LicencePrefix + name, amount);
        }

        freeGpus = [.. Enumerable.Range(0, capacity.Gpus.Length)];
    }

    /// <summary>What the node has.</summary>
    public Capacity Capacity { get; }

    /// <summary>All accounts, limits included.</summary>
    public IEnumerable<Account> Accounts => accounts.Values;

    /// <summary>The account of a licence. One the node does not have is an account of nothing.</summary>
    public Account Licence(string name) => Find(LicencePrefix + name) ?? Open(LicencePrefix + name, 0);

    /// <summary>The account of a limit that somebody set, opened on first use.</summary>
    public Account Limit(string name) => Find(name) ?? Open(name, long.MaxValue, isLimit: true);

    /// <summary>The account with this name, or null.</summary>
    public Account? Find(string name) => accounts.GetValueOrDefault(name);

    /// <summary>Why the shape does not fit now, or null when it does.</summary>
    public static Refusal? Check(Shape shape)
    {
        foreach (var charge in shape.Charges)
        {
            if (charge.Account.Used + charge.Amount > charge.Limit)
            {
                return new Refusal(charge.Account, charge.Amount, charge.Account.Used, charge.Limit);
            }
        }

        return null;
    }

    /// <summary>Reserves all of the shape or nothing.</summary>
    public static Refusal? Reserve(Shape shape)
    {
        if (Check(shape) is { } refusal)
        {
            return refusal;
        }

        ReserveUnchecked(shape);
        return null;
    }

    /// <summary>Books a reservation that exists already: an attempt that outlived its scheduler.</summary>
    public static void ReserveUnchecked(Shape shape)
    {
        foreach (var charge in shape.Charges)
        {
            charge.Account.Used += charge.Amount;
        }

        shape.Running++;
    }

    /// <summary>Gives back what <see cref="Reserve"/> took.</summary>
    public static void Release(Shape shape)
    {
        foreach (var charge in shape.Charges)
        {
            charge.Account.Used -= charge.Amount;
            Invariant.Check(charge.Account.Used >= 0, $"{charge.Account.Name} is released once a reservation");
        }

        shape.Running--;
    }

    /// <summary>Takes GPUs by identity; the count was reserved before.</summary>
    public int[] TakeGpus(int count)
    {
        var taken = freeGpus.Take(count).ToArray();
        Invariant.Check(taken.Length == count, "reserved GPUs are there to take");
        freeGpus.ExceptWith(taken);
        return taken;
    }

    /// <summary>Books GPUs that an attempt holds already.</summary>
    public void TakeGpus(IReadOnlyList<int> gpus) => freeGpus.ExceptWith(gpus);

    /// <summary>Gives GPUs back.</summary>
    public void ReturnGpus(IReadOnlyList<int> gpus) => freeGpus.UnionWith(gpus);

    private Account Open(string name, long capacity, bool isLimit = false) =>
        accounts[name] = new Account(name, capacity, isLimit);
}
