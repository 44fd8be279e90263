using Rota.Store.Audit;

namespace Rota.Store.Home;

/// <summary>What was changed, by whom and why.</summary>
public interface IAuditReader
{
    /// <summary>The number that was given last, also where its entry is gone; 0 for none.</summary>
    long Newest { get; }

    /// <summary>Entries before a number, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="number">The number; null for all.</param>
    IReadOnlyList<AuditEntry> Before(int limit, long? number);

    /// <summary>Entries after a number, oldest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="number">The number; 0 for all.</param>
    IReadOnlyList<AuditEntry> After(int limit, long number);
}
