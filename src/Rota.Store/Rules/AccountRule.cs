using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>What the shared accounts say: what live attempts hold of each, and what might be used of it.</summary>
public static class AccountRule
{
    /// <summary>
    /// An account of which another amount is used now; a limit that somebody set stays. What was allowed is written
    /// where more is used by it, so that it always covers what is used.
    /// </summary>
    /// <param name="stored">The account as it is; null for a new one.</param>
    /// <param name="id">Which one.</param>
    /// <param name="used">How much is used.</param>
    /// <param name="turn">The turn of the change.</param>
    /// <param name="allowed">The most that might be used when it was reserved; null where nothing was.</param>
    public static AccountRow Used(AccountRow? stored, AccountId id, long used, long turn, long? allowed = null) =>
        stored is { } row
            ? row with
            {
                Used = used,
                Turn = turn,
                Allowed = used > row.Used && allowed is not null ? allowed : row.Allowed,
            }
            : new AccountRow(id, used, turn, Capacity: null, allowed ?? used);

    /// <summary>The account of a queue of which somebody set something, or took it away.</summary>
    public static AccountRow Limited(AccountRow? stored, AccountId id, QueueSetting? setting, long turn)
    {
        var capacity = QueueRule.Capacity(setting);
        return stored is { } row
            ? row with
            {
                Turn = turn,
                Capacity = capacity,
                Hours = setting?.Hours,
            }
            : new AccountRow(id, Used: 0, turn, capacity, Allowed: null, setting?.Hours);
    }

    /// <summary>
    /// All accounts once the members change: whatever went wrong before, what is used begins with what lives. All
    /// members read every account then, so those that nobody uses and that have no limit can go.
    /// </summary>
    /// <param name="stored">The accounts as they are.</param>
    /// <param name="held">What live attempts hold, by account.</param>
    /// <param name="turn">The turn of the change.</param>
    public static IReadOnlyList<AccountRow> Anew(
        IEnumerable<AccountRow> stored,
        IReadOnlyDictionary<AccountId, long> held,
        long turn
    )
    {
        var known = stored.ToDictionary(row => row.Id, row => row with { Used = 0, Turn = turn });
        foreach (var (id, used) in held)
        {
            known[id] = Used(known.TryGetValue(id, out var row) ? row : null, id, used, turn);
        }

        return [.. known.Values.Where(row => row.Capacity is not null || row.Hours is not null || row.Used != 0)];
    }

    /// <summary>Adds what one live attempt holds.</summary>
    /// <param name="held">What is held, by account.</param>
    /// <param name="booking">What it takes of shared accounts, as stored.</param>
    /// <param name="node">The node that it is on.</param>
    /// <param name="gpus">Its GPUs by position.</param>
    /// <param name="cpus">The CPUs that it is pinned to, by number.</param>
    public static void Add(
        IDictionary<AccountId, long> held,
        string booking,
        NodeId node,
        IEnumerable<int> gpus,
        IEnumerable<int> cpus
    )
    {
        var thousandths = 0L;
        foreach (var (account, amount) in Booking.Read(booking))
        {
            Add(held, account, amount);
            thousandths = account.Kind == AccountKind.Gpus ? amount : thousandths;
        }

        // Of each the same: all of it, or of a single one a share.
        foreach (var gpu in gpus)
        {
            Add(held, AccountId.Gpu(node, Number(gpu)), Math.Min(DeviceClaim.Whole, thousandths));
        }

        foreach (var cpu in cpus)
        {
            Add(held, AccountId.Cpu(node, Number(cpu)), DeviceClaim.Whole);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Add(IDictionary<AccountId, long> held, AccountId account, long amount) =>
        held[account] = (held.TryGetValue(account, out var before) ? before : 0) + amount;
}
