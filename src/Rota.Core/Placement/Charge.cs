namespace Rota.Core.Placement;

/// <summary>An amount to reserve of one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Limit">The most this claimant accepts to be used in all, itself included.</param>
public readonly record struct Charge(Account Account, long Amount, long Limit)
{
    /// <summary>The most that may be used in all for this claim: its own limit, and what there is.</summary>
    public long Most => Math.Min(Limit, Account.Capacity);

    /// <summary>Whether any of several takes of any of these accounts.</summary>
    internal static bool TakesAnyOf(ReadOnlySpan<Charge> charges, IReadOnlySet<Account> accounts)
    {
        foreach (ref readonly var charge in charges)
        {
            if (accounts.Contains(charge.Account))
            {
                return true;
            }
        }

        return false;
    }
}
