using Rota.App.Finding;
using Rota.App.Problems;
using Rota.Core.Filters;
using Rota.Store.Audit;
using Rota.Store.Home;

namespace Rota.App.Auditing;

/// <summary>Looks at what was changed, and proves it.</summary>
public static class AuditCases
{
    private const int Chunk = 512;

    /// <summary>A page of entries.</summary>
    /// <exception cref="ProblemException">The filter has a mistake.</exception>
    public static AuditList List(Site site, PageRequest page)
    {
        using var queries = site.Open().Read();
        var filter = FilterOf(page.Filter);
        var search = new Search<AuditEntry>(filter, page, site.Now, entry => entry.Number);
        AuditView[] entries =
        [
            .. search.Of(key => Before(queries.Audit, key), isServed: filter.Terms.Length == 0).Select(AuditView.Of),
        ];
        return new AuditList(entries) { Next = search.Next, Complete = search.IsComplete };
    }

    /// <summary>Entries after a number that a filter means, oldest first, as they are read.</summary>
    /// <param name="site">The state.</param>
    /// <param name="filter">Which; empty for all.</param>
    /// <param name="number">The number; 0 for all.</param>
    /// <exception cref="ProblemException">The filter has a mistake.</exception>
    public static IEnumerable<AuditView> After(Site site, string filter, long number)
    {
        var meant = FilterOf(filter);
        using var queries = site.Open().Read();
        foreach (var entry in All(queries.Audit, number).Where(entry => meant.Has(entry, site.Now)))
        {
            yield return AuditView.Of(entry);
        }
    }

    /// <summary>The number of the newest entry; 0 for none.</summary>
    public static long Newest(Site site)
    {
        using var queries = site.Open().Read();
        return queries.Audit.Newest;
    }

    /// <summary>Proves that entries are those that were written, all of them and in their order.</summary>
    /// <param name="site">The state.</param>
    /// <param name="known">An entry that was noted elsewhere, as <c>NUMBER:HASH</c>; null for none.</param>
    /// <exception cref="ProblemException">What was noted is no such text.</exception>
    public static AuditReport Verify(Site site, string? known)
    {
        var noted = known is null ? ((long Number, string Hash)?)null : Noted(known);
        using var queries = site.Open().Read();
        var proof = new AuditProof(queries.Audit.Newest);
        var isThere = noted is null;
        foreach (var entry in All(queries.Audit, 0))
        {
            proof.Take(entry);
            isThere |= entry.Number == noted?.Number && entry.Hash == noted?.Hash;
        }

        var wrong = proof.Finish();
        if (!isThere)
        {
            wrong = [.. wrong, $"entry {noted!.Value.Number} is not the one that was noted"];
        }

        return new AuditReport(wrong.Count == 0, proof.Count, proof.Last?.Number ?? 0, proof.Last?.Hash, wrong);
    }

    private static Filter<AuditEntry> FilterOf(string text) => FilterCases.Read(text, AuditFields.Table);

    private static (long Number, string Hash) Noted(string text) =>
        text.Split(':') is [var number, { Length: > 0 } hash] && long.TryParse(number, out var value)
            ? (value, hash)
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--known {text}: this is no entry",
                "write NUMBER:HASH, as rota audit verify prints them"
            );

    private static IEnumerable<AuditEntry> Before(IAuditReader audit, long? number)
    {
        while (audit.Before(Chunk, number) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                yield return entry;
            }

            number = entries[^1].Number;
        }
    }

    private static IEnumerable<AuditEntry> All(IAuditReader audit, long number)
    {
        while (audit.After(Chunk, number) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                yield return entry;
            }

            number = entries[^1].Number;
        }
    }
}
