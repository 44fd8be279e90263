using System.Globalization;
using System.Text.Json;

namespace Rota.Store.Audit;

/// <summary>
/// Proves that entries are those that were written, all of them, in their order. Oldest ones may be missing where an
/// entry says that they were pruned.
/// </summary>
/// <param name="newest">The number that was given last; 0 for none.</param>
public sealed class AuditProof(long newest)
{
    /// <summary>What an entry is called that tells of a pruning.</summary>
    public const string Pruned = "audit.prune";

    private readonly List<string> wrong = [];
    private AuditEntry? first;
    private AuditEntry? last;
    private (long Through, string Hash)? pruned;

    /// <summary>How many entries were seen.</summary>
    public long Count { get; private set; }

    /// <summary>The newest one that was seen; null for none.</summary>
    public AuditEntry? Last => last;

    /// <summary>What an entry of a pruning says: up to which number, and the hash there.</summary>
    public static Deed Pruning(AuditEntry lastGone, long count) =>
        new(
            Pruned,
            "audit",
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"through":{{lastGone.Number}},"hash":"{{lastGone.Hash}}","entries":{{count}}}"""
            )
        );

    /// <summary>Takes the next entry in, in the order of the numbers.</summary>
    public void Take(AuditEntry entry)
    {
        Count++;
        if (AuditChain.HashOf(entry) != entry.Hash)
        {
            wrong.Add($"entry {entry.Number} was altered: its hash is not that of what it says");
        }

        if (last is { } before)
        {
            if (entry.Number != before.Number + 1)
            {
                wrong.Add($"entries {before.Number + 1} to {entry.Number - 1} are missing");
            }
            else if (entry.Previous != before.Hash)
            {
                wrong.Add($"entry {entry.Number} does not follow entry {before.Number}: one of them was put there");
            }
        }

        (first, last) = (first ?? entry, entry);
        if (entry.Deed is { Action: Pruned, After: { } after })
        {
            pruned = Read(after);
        }
    }

    /// <summary>What is wrong, a sentence each, once all entries were taken in; empty for nothing.</summary>
    public IReadOnlyList<string> Finish()
    {
        if ((last?.Number ?? 0) != newest)
        {
            wrong.Add($"entries {(last?.Number ?? 0) + 1} to {newest} are missing at the end");
        }

        var isWhole = first is null or { Number: 1 } && (first is null || first.Previous == AuditChain.Origin);
        if (!isWhole && pruned != (first!.Number - 1, first.Previous))
        {
            wrong.Add($"entries before {first.Number} are missing, and no pruning tells of them");
        }

        return wrong;
    }

    private static (long Through, string Hash)? Read(string after)
    {
        using var json = JsonDocument.Parse(after);
        return (json.RootElement.GetProperty("through").GetInt64(), json.RootElement.GetProperty("hash").GetString()!);
    }
}
