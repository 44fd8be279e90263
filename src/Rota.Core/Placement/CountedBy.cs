namespace Rota.Core.Placement;

/// <summary>
/// What several jobs have in common counts an attempt: its queue, and for each resource the scope of budgets. It stays
/// as it was at the start, wherever the job was moved since.
/// </summary>
/// <param name="Queue">The queue.</param>
/// <param name="Budget">Names of the accounts of budgets, a line each; empty for none.</param>
public readonly record struct CountedBy(string Queue, string Budget)
{
    /// <summary>What counts an attempt by what is stored of it; null where the queue is not stored.</summary>
    /// <param name="booking">See <see cref="Booking"/>.</param>
    public static CountedBy? Read(string booking)
    {
        var accounts = Booking.Read(booking).Select(one => one.Account).ToArray();
        return Array.Find(accounts, account => account.Kind == AccountKind.Queue) is { Name.Length: > 0 } queue
            ? new CountedBy(queue.Name, Join(accounts.Where(account => account.Kind == AccountKind.Budget)))
            : null;
    }

    /// <summary>The accounts of budgets.</summary>
    public IEnumerable<AccountId> Budgets =>
        Budget
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.Split(' ', 2))
            .Select(parts => AccountId.Budget(parts[0], parts[1]));

    /// <summary><see cref="Budget"/> of these accounts.</summary>
    internal static string Join(IEnumerable<AccountId> budgets) => string.Join('\n', budgets.Select(id => id.Name));
}
