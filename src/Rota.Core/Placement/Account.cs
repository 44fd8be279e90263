using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>One thing that is counted: a node's CPUs, a licence, a job's parallelism, a concurrency key.</summary>
/// <param name="id">Its name.</param>
/// <param name="capacity">How much there is.</param>
/// <param name="changes">
/// Where a change of it is noted, when several runners draw on it; null for one that is local.
/// </param>
public sealed class Account(AccountId id, long capacity, ICollection<Account>? changes = null)
{
    private long used;

    /// <summary>Whether its change is noted already: a turn changes few accounts, and each of them often.</summary>
    private bool isNoted;

    /// <summary>Its name.</summary>
    public AccountId Id { get; } = id;

    /// <summary>How much there is. Of a queue it is what somebody set, and may change at any time.</summary>
    public long Capacity { get; internal set; } = capacity;

    /// <summary>Whether more is used than there is, since the limit was lowered.</summary>
    public bool IsOverdrawn => used > Capacity;

    /// <summary>Whether it is a rule somebody set, not a thing the node has.</summary>
    public bool IsLimit { get; } = id.IsLimit;

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
        private set
        {
            used = value;
            if (!isNoted && changes is not null)
            {
                isNoted = true;
                changes.Add(this);
            }
        }
    }

    /// <summary>Reserves an amount that a check let through.</summary>
    /// <exception cref="InvariantException">It was not let through: nothing is sold twice.</exception>
    internal void Grant(long amount, long allowed)
    {
        if (used + amount > allowed)
        {
            throw new InvariantException($"{Id} is oversold: {used} and {amount} of {allowed}");
        }

        Allowed = allowed;
        Used += amount;
    }

    /// <summary>Books what somebody has already, whether or not there is as much.</summary>
    internal void Book(long amount) => Used += amount;

    /// <summary>Takes an amount back.</summary>
    /// <exception cref="InvariantException">Less is reserved.</exception>
    internal void Return(long amount)
    {
        if (amount > used)
        {
            throw new InvariantException($"{Id} gets {amount} back, and {used} of it is reserved");
        }

        Used -= amount;
    }

    /// <summary>What was allowed is stored: from here on only what is reserved anew counts.</summary>
    internal void Stored() => (Allowed, isNoted) = (null, false);

    /// <summary>Takes over what the store says; what it says is no change to tell it.</summary>
    internal void Learn(long stored, long capacity) => (used, Capacity) = (stored, capacity);
}
