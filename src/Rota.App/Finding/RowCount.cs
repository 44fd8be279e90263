using System.Diagnostics;
using Rota.Core.Filters;
using Rota.Core.Model;

namespace Rota.App.Finding;

/// <summary>How many rows a filter means, as far as they can be counted in a while.</summary>
/// <param name="Count">So many.</param>
/// <param name="IsComplete">Whether all rows were looked at; else there may be more.</param>
internal readonly record struct RowCount(long Count, bool IsComplete)
{
    /// <summary>Counts.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="rows">All that are meant, and others.</param>
    /// <param name="now">The time.</param>
    /// <param name="patience">How long is counted.</param>
    public static RowCount Of<TRow>(Filter<TRow> filter, IEnumerable<TRow> rows, Instant now, TimeSpan patience)
    {
        var (started, count) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var row in rows)
        {
            if (Stopwatch.GetElapsedTime(started) >= patience)
            {
                return new RowCount(count, IsComplete: false);
            }

            count += filter.Has(row, now) ? 1 : 0;
        }

        return new RowCount(count, IsComplete: true);
    }
}
