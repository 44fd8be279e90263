using System.Diagnostics;
using Rota.Core.Filters;
using Rota.Core.Model;

namespace Rota.App.Finding;

/// <summary>
/// Takes a page out of rows: those that a filter means, in the order that it says. Where no index serves it, it stops
/// when it was long enough, with what it has.
/// </summary>
internal sealed class Search<TRow> : IPageEnd
{
    /// <summary>What is sorted is held; without a limit so many are.</summary>
    private const int SortedMax = 1000;

    private readonly Filter<TRow> filter;
    private readonly PageRequest page;
    private readonly Instant now;
    private readonly Func<TRow, long> keyOf;
    private readonly Cursor? after;

    /// <summary>A search.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="page">How many of them.</param>
    /// <param name="now">The time.</param>
    /// <param name="keyOf">What names a row for good.</param>
    /// <exception cref="Problems.ProblemException">The page is none.</exception>
    public Search(Filter<TRow> filter, PageRequest page, Instant now, Func<TRow, long> keyOf)
    {
        (this.filter, this.page, this.now, this.keyOf) = (filter, page, now, keyOf);
        after = page.After is { } text ? Cursor.Read(PageMark.Read(text, page.Filter), filter.Sort?.ToString()) : null;
        page.Check();
    }

    /// <summary>Where the next page begins, once the rows were gone through; null for no more.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether all rows were looked at that had to be.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The page, read while it is gone through.</summary>
    /// <param name="rows">The rows after the one with this key; null for all.</param>
    /// <param name="isServed">Whether an index has just the rows that are meant.</param>
    public IEnumerable<TRow> Of(Func<long?, IEnumerable<TRow>> rows, bool isServed) =>
        filter.Sort is { } sort ? Sorted(rows(null), sort) : InOrder(rows(after?.Key), isServed);

    private IEnumerable<TRow> InOrder(IEnumerable<TRow> rows, bool isServed)
    {
        var started = Stopwatch.GetTimestamp();
        var (count, last) = (0, after?.Key);
        foreach (var row in rows)
        {
            if (filter.Has(row, now))
            {
                if (count == page.Limit)
                {
                    Next = Mark($"{last}");
                    yield break;
                }

                count++;
                yield return row;
            }

            last = keyOf(row);
            if (!isServed && (count == page.Limit || IsOver(started)))
            {
                // Whether another follows would have to be searched for.
                (IsComplete, Next) = (count == page.Limit, Mark($"{last}"));
                yield break;
            }
        }
    }

    private IEnumerable<TRow> Sorted(IEnumerable<TRow> rows, SortKey<TRow> sort)
    {
        var started = Stopwatch.GetTimestamp();
        var order = Comparer<(FieldValue Value, long Key)>.Create(
            (left, right) =>
                sort.Compare(left.Value, right.Value) is not 0 and var byValue ? byValue : left.Key.CompareTo(right.Key)
        );
        var best = new SortedList<(FieldValue Value, long Key), TRow>(order);
        var (limit, found) = (page.Limit ?? SortedMax, 0L);
        foreach (var row in rows)
        {
            if (IsOver(started))
            {
                IsComplete = false;
                break;
            }

            var place = (sort.Of(row), keyOf(row));
            if (!filter.Has(row, now) || (after is { } from && order.Compare(place, (from.Value, from.Key)) <= 0))
            {
                continue;
            }

            found++;
            if (best.Count < limit || order.Compare(place, best.GetKeyAtIndex(limit - 1)) < 0)
            {
                best.Add(place, row);
            }

            if (best.Count > limit)
            {
                best.RemoveAt(limit);
            }
        }

        if (found > limit && IsComplete)
        {
            var (value, key) = best.GetKeyAtIndex(limit - 1);
            Next = Mark(new Cursor(key, sort.ToString(), value).ToString());
        }

        foreach (var row in best.Values)
        {
            yield return row;
        }
    }

    private string Mark(string place) => PageMark.Bind(place, page.Filter);

    private bool IsOver(long started) => Stopwatch.GetElapsedTime(started) >= page.Patience;
}
