namespace Rota.Core.Placement;

/// <summary>One thing that is counted: a node's CPUs, a licence, a job's parallelism, a concurrency key.</summary>
/// <param name="name">As explanations name it.</param>
/// <param name="capacity">How much there is.</param>
/// <param name="isLimit">Whether it is a rule somebody set, not a thing the node has.</param>
/// <param name="changes">
/// Where a change of it is noted, when several runners draw on it; null for one that is local.
/// </param>
public sealed class Account(string name, long capacity, bool isLimit = false, ICollection<Account>? changes = null)
{
    private long used;

    /// <summary>As explanations name it: <c>cpus</c>, <c>license/abaqus</c>, <c>key/lr-0.1</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How much there is. Of a queue it is what somebody set, and may change at any time.</summary>
    public long Capacity { get; internal set; } = capacity;

    /// <summary>Whether more is used than there is, since the limit was lowered.</summary>
    public bool IsOverdrawn => used > Capacity;

    /// <summary>Whether it is a rule somebody set, not a thing the node has.</summary>
    public bool IsLimit { get; } = isLimit;

    /// <summary>Whether other runners draw on it too: then the store has the truth about it.</summary>
    public bool IsShared => changes is not null;

    /// <summary>
    /// The most that might be used when it was last reserved by a check, since that was last stored; null for none.
    /// What is used beyond a later, lower limit was rightly sold, and this is how anybody can tell.
    /// </summary>
    public long? Allowed { get; private set; }

    /// <summary>How much is reserved now.</summary>
    public long Used
    {
        get => used;
        internal set
        {
            used = value;
            changes?.Add(this);
        }
    }

    /// <summary>Reserves an amount that a check let through.</summary>
    internal void Grant(long amount, long allowed)
    {
        Allowed = allowed;
        Used += amount;
    }

    /// <summary>What was allowed is stored: from here on only what is reserved anew counts.</summary>
    internal void Stored() => Allowed = null;

    /// <summary>Takes over what the store says; what it says is no change to tell it.</summary>
    internal void Learn(long stored, long capacity) => (used, Capacity) = (stored, capacity);
}

/// <summary>An amount to reserve of one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Limit">The most this claimant accepts to be used in all, itself included.</param>
public readonly record struct Charge(Account Account, long Amount, long Limit)
{
    /// <summary>The most that may be used in all for this claim: its own limit, and what there is.</summary>
    public long Most => Math.Min(Limit, Account.Capacity);
}
