using Rota.Core.Placement;
using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>That accounts say what live attempts hold, and that nothing was sold that there was not.</summary>
public static class AccountProof
{
    /// <summary>A sentence for each account that does not.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="held">What live attempts hold, by account.</param>
    public static IEnumerable<string> Violations(
        IReadOnlyCollection<AccountRow> accounts,
        IReadOnlyDictionary<AccountId, long> held
    )
    {
        foreach (var account in accounts)
        {
            var sum = held.GetValueOrDefault(account.Id);
            if (sum != account.Used)
            {
                yield return $"account {account.Id}: says {account.Used} used, live attempts hold {sum}";
            }
        }

        // Beyond the limit of today more may be used, beyond that of the sale never.
        foreach (var account in accounts.Where(account => account.Used > account.Allowed))
        {
            yield return $"account {account.Id}: {account.Used} used, and when it was sold last it had "
                + $"{account.Allowed}";
        }

        var booked = accounts.Select(account => account.Id).ToHashSet();
        var unbooked = held.Where(one => !booked.Contains(one.Key));
        foreach (var (id, sum) in unbooked.OrderBy(one => one.Key.Text, StringComparer.Ordinal))
        {
            yield return $"account {id}: live attempts hold {sum} unbooked";
        }
    }
}
