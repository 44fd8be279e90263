using Rota.Core.Placement;
using Rota.Fabric.Answers;

namespace Rota.Node.Keeper.Table;

/// <summary>
/// The node's own book: what its machine has, and which attempt holds what of it until nothing of it lives any more. It
/// refuses what it has no room for, whatever a runner thinks. Of what nobody said, and before the node has said what it
/// has, it refuses nothing. Called under the gate of the attempts.
/// </summary>
internal sealed class NodeBook
{
    /// <summary>After how long a runner may ask again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private const int HoldersMax = 4;
    private readonly Dictionary<AccountId, long> used = [];
    private readonly Dictionary<long, IReadOnlyList<(AccountId Account, long Amount)>> held = [];
    private Dictionary<AccountId, long>? limits;

    /// <summary>The node says what it has.</summary>
    public void Tell(Capacity capacity) =>
        limits = new NodeLedger(capacity).Accounts.ToDictionary(account => account.Id, account => account.Capacity);

    /// <summary>Why there is no room for this; null where there is.</summary>
    public ClaimRefusal? Check(string takes)
    {
        if (limits is null)
        {
            return null;
        }

        foreach (var (account, amount) in Booking.Read(takes))
        {
            var free = limits.GetValueOrDefault(account) - used.GetValueOrDefault(account);
            if (amount > free)
            {
                return new ClaimRefusal(ClaimRefusalCode.NoRoom)
                {
                    Of = account.Text,
                    Asked = amount,
                    Free = Math.Max(0, free),
                    Holder = HoldersOf(account),
                    RetryAfter = RetryAfter,
                };
            }
        }

        return null;
    }

    /// <summary>An attempt holds this from now on, whether there is room or not.</summary>
    public void Take(long attempt, string takes)
    {
        if (takes.Length > 0 && held.TryAdd(attempt, Booking.Read(takes)))
        {
            Count(attempt, 1);
        }
    }

    /// <summary>One starts in the place of another, which has no process any more.</summary>
    public void PassOn(long attempt, long successor)
    {
        if (held.Remove(attempt, out var amounts))
        {
            held[successor] = amounts;
        }
    }

    /// <summary>Nothing of an attempt lives, or it never came to that. Once: what it passed on is another's.</summary>
    public void Release(long attempt)
    {
        if (held.ContainsKey(attempt))
        {
            Count(attempt, -1);
            held.Remove(attempt);
        }
    }

    private void Count(long attempt, int sign)
    {
        foreach (var (account, amount) in held[attempt])
        {
            used[account] = used.GetValueOrDefault(account) + (sign * amount);
        }
    }

    private string HoldersOf(AccountId account)
    {
        long[] holders =
        [
            .. held.Where(one => one.Value.Any(amount => amount.Account == account)).Select(one => one.Key).Order(),
        ];
        return holders.Length switch
        {
            0 => "nobody holds any",
            > HoldersMax => $"attempts {string.Join(", ", holders.Take(HoldersMax))} hold it, and "
                + $"{holders.Length - HoldersMax} more",
            _ => $"held by attempt {string.Join(", ", holders)}",
        };
    }
}
