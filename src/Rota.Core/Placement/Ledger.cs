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
    private const string GpuPrefix = "gpu/";
    private readonly Dictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly HashSet<Account> changes = [];
    private readonly Account[] gpus;

    /// <summary>Opens the book of a node with nothing reserved.</summary>
    public Ledger(Capacity capacity, NodeId? node = null)
    {
        (Capacity, Node) = (capacity, node ?? NodeId.Home);
        Open(Slots, capacity.Slots);
        Open(Cpus, capacity.MilliCpus);
        Open(Memory, capacity.MemoryBytes);
        Open(Gpus, capacity.Gpus.Length);
        foreach (var (name, amount) in capacity.Licences)
        {
            Open(LicencePrefix + name, amount);
        }

        gpus = [.. Enumerable.Range(0, capacity.Gpus.Length).Select(gpu => Open(GpuPrefix + gpu, 1))];
    }

    /// <summary>Whose book it is.</summary>
    public NodeId Node { get; }

    /// <summary>What the node has.</summary>
    public Capacity Capacity { get; }

    /// <summary>All accounts, limits included.</summary>
    public IEnumerable<Account> Accounts => accounts.Values;

    /// <summary>The account of a licence. One the node does not have is an account of nothing.</summary>
    public Account Licence(string name) => Find(LicencePrefix + name) ?? Open(LicencePrefix + name, 0);

    /// <summary>The account of a limit that somebody set on one job, opened on first use.</summary>
    public Account Limit(string name) => Find(name) ?? (accounts[name] = new Account(name, long.MaxValue, true));

    /// <summary>The account of a limit that jobs of several runners obey, opened on first use.</summary>
    public Account SharedLimit(string name) => Find(name) ?? Open(name, long.MaxValue, isLimit: true);

    /// <summary>Shared accounts that changed since they were last taken: what the turn's commit writes.</summary>
    public IReadOnlyCollection<Account> Changes => changes;

    /// <summary>Forgets the changes: they are committed.</summary>
    public void ClearChanges()
    {
        foreach (var account in changes)
        {
            account.Stored();
        }

        changes.Clear();
    }

    /// <summary>Takes over a shared account, as another process committed it.</summary>
    /// <param name="name">The account.</param>
    /// <param name="used">How much of it is used.</param>
    /// <param name="limit">The limit that somebody set; null where none is set.</param>
    /// <returns>How much became free by it; negative when there is less.</returns>
    public long Learn(string name, long used, long? limit = null)
    {
        var account = SharedLimit(name);
        var free = account.Capacity - account.Used;
        account.Learn(used, account.IsLimit ? limit ?? long.MaxValue : account.Capacity);
        return account.Capacity - used - free;
    }

    /// <summary>The account with this name, or null.</summary>
    public Account? Find(string name) => accounts.GetValueOrDefault(name);

    /// <summary>Why the shape does not fit now, or null when it does.</summary>
    public static Refusal? Check(Shape shape)
    {
        foreach (var charge in shape.Charges)
        {
            if (charge.Account.Used + charge.Amount > charge.Most)
            {
                return new Refusal(charge.Account, charge.Amount, charge.Account.Used, charge.Most);
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

        foreach (var charge in shape.Charges)
        {
            charge.Account.Grant(charge.Amount, charge.Most);
        }

        shape.Running++;
        return null;
    }

    /// <summary>Books a reservation that exists already: an attempt that outlived its scheduler.</summary>
    /// <param name="shape">What it holds.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public static void ReserveUnchecked(Shape shape, bool isStored = false)
    {
        foreach (var charge in shape.Charges)
        {
            if (!isStored || !charge.Account.IsShared)
            {
                charge.Account.Used += charge.Amount;
            }
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
        var taken = Enumerable.Range(0, gpus.Length).Where(gpu => gpus[gpu].Used == 0).Take(count).ToArray();
        Invariant.Check(taken.Length == count, "reserved GPUs are there to take");
        TakeGpus(taken);
        return taken;
    }

    /// <summary>Books GPUs that an attempt holds already, also one that the machine has no more.</summary>
    public void TakeGpus(IReadOnlyList<int> taken) => SetGpus(taken, 1);

    /// <summary>Gives GPUs back.</summary>
    public void ReturnGpus(IReadOnlyList<int> returned) => SetGpus(returned, 0);

    private void SetGpus(IReadOnlyList<int> which, long used)
    {
        foreach (var gpu in which)
        {
            // Beyond those of the machine it is an account of its own: what was booked there must be given back there.
            var account = SharedLimit(GpuPrefix + gpu);
            account.Grant(used - account.Used, allowed: 1);
        }
    }

    private Account Open(string name, long capacity, bool isLimit = false) =>
        accounts[name] = new Account(name, capacity, isLimit, changes);
}
