namespace Rota.Core.Placement;

/// <summary>One thing that is counted: a node's CPUs, a licence, a job's parallelism, a concurrency key.</summary>
/// <param name="name">As explanations name it.</param>
/// <param name="capacity">How much there is.</param>
/// <param name="isLimit">Whether it is a rule somebody set, not a thing the node has.</param>
/// <param name="changes">Where a change of it is noted, when several runners draw on it; null for one that is local.</param>
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

    /// <summary>Takes over what the store says; what it says is no change to tell it.</summary>
    internal void Learn(long stored, long capacity) => (used, Capacity) = (stored, capacity);
}

/// <summary>An amount to reserve of one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Limit">The most this claimant accepts to be used in all, itself included.</param>
public readonly record struct Charge(Account Account, long Amount, long Limit);
