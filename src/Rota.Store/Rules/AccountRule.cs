using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>What the shared accounts say: what live attempts hold of each, and what might be used of it.</summary>
public static class AccountRule
{
    private const string GpuPrefix = "gpu/";

    /// <summary>
    /// An account of which another amount is used now; a limit that somebody set stays. What was allowed is written
    /// where more is used by it, so that it always covers what is used.
    /// </summary>
    /// <param name="stored">The account as it is; null for a new one.</param>
    /// <param name="name">Its name.</param>
    /// <param name="used">How much is used.</param>
    /// <param name="turn">The turn of the change.</param>
    /// <param name="allowed">The most that might be used when it was reserved; null where nothing was.</param>
    public static AccountRow Used(AccountRow? stored, string name, long used, long turn, long? allowed = null) =>
        stored is { } row
            ? row with
            {
                Used = used,
                Turn = turn,
                Allowed = used > row.Used && allowed is not null ? allowed : row.Allowed,
            }
            : new AccountRow(name, used, turn, Capacity: null, allowed ?? used);

    /// <summary>An account whose limit somebody set, or took away.</summary>
    public static AccountRow Limited(AccountRow? stored, string name, long? capacity, long turn) =>
        stored is { } row
            ? row with
            {
                Turn = turn,
                Capacity = capacity,
            }
            : new AccountRow(name, Used: 0, turn, capacity, Allowed: null);

    /// <summary>
    /// All accounts once the members change: whatever went wrong before, what is used begins with what lives. All
    /// members read every account then, so those that nobody uses and that have no limit can go.
    /// </summary>
    /// <param name="stored">The accounts as they are.</param>
    /// <param name="held">What live attempts hold, by account.</param>
    /// <param name="turn">The turn of the change.</param>
    public static IReadOnlyList<AccountRow> Anew(
        IEnumerable<AccountRow> stored,
        IReadOnlyDictionary<string, long> held,
        long turn
    )
    {
        var known = stored.ToDictionary(
            row => row.Name,
            row => row with { Used = 0, Turn = turn },
            StringComparer.Ordinal
        );
        foreach (var (name, used) in held)
        {
            known[name] = Used(known.TryGetValue(name, out var row) ? row : null, name, used, turn);
        }

        return [.. known.Values.Where(row => row.Capacity is not null || row.Used != 0)];
    }

    /// <summary>Adds what one live attempt holds.</summary>
    /// <param name="held">What is held, by account.</param>
    /// <param name="booking">What it takes of shared accounts, a line each.</param>
    /// <param name="gpus">Its GPUs by position.</param>
    public static void Add(IDictionary<string, long> held, string booking, IEnumerable<int> gpus)
    {
        foreach (var line in booking.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            Add(held, line[(space + 1)..], long.Parse(line.AsSpan(0, space)));
        }

        foreach (var gpu in gpus)
        {
            Add(held, GpuPrefix + gpu, 1);
        }
    }

    private static void Add(IDictionary<string, long> held, string account, long amount) =>
        held[account] = (held.TryGetValue(account, out var before) ? before : 0) + amount;
}
