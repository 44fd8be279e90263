namespace Rota.Core.Placement;

/// <summary>One thing that is counted: a node's CPUs, a licence, a job's parallelism, a concurrency key.</summary>
/// <param name="name">As explanations name it.</param>
/// <param name="capacity">How much there is.</param>
/// <param name="isLimit">Whether it is a rule somebody set, not a thing the node has.</param>
public sealed class Account(string name, long capacity, bool isLimit = false)
{
    /// <summary>As explanations name it: <c>cpus</c>, <c>license/abaqus</c>, <c>key/lr-0.1</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How much there is.</summary>
    public long Capacity { get; } = capacity;

    /// <summary>Whether it is a rule somebody set, not a thing the node has.</summary>
    public bool IsLimit { get; } = isLimit;

    /// <summary>How much is reserved now.</summary>
    public long Used { get; internal set; }
}

/// <summary>An amount to reserve of one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Limit">The most this claimant accepts to be used in all, itself included.</param>
public readonly record struct Charge(Account Account, long Amount, long Limit);
