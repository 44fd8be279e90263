using Rota.Core.Results;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>
/// The tasks of an entry that reported the number which is plotted: evenly chosen ones where there are very many, with
/// the highest and the lowest of all.
/// </summary>
/// <param name="result">The number; null for the first that one of them has.</param>
internal sealed class ReportedTasks(string? result)
{
    /// <summary>Tasks of an entry that are plotted.</summary>
    public const int Max = 10_000;

    private const int ExtremesMax = 10;
    private readonly EvenSample<AttemptRow> sample = new(Max);
    private readonly PriorityQueue<AttemptRow, double> highest = new();
    private readonly PriorityQueue<AttemptRow, double> lowest = new();
    private string? plotted = result;
    private AttemptRow? pending;

    /// <summary>How many reported it.</summary>
    public long Seen => sample.Seen;

    /// <summary>The numbers of a result, by name, in the order it gave them.</summary>
    public static Dictionary<string, double> Numbers(AttemptRow attempt) =>
        ResultObject
            .Values(attempt.Reported?.Result)
            .Where(value => value.Number is not null)
            .ToDictionary(value => value.Name, value => value.Number!.Value, StringComparer.Ordinal);

    /// <summary>Takes the next attempt that has a result, in the order of tasks: the last of a task counts.</summary>
    public void Add(AttemptRow attempt)
    {
        if (pending is { } last && last.Index != attempt.Index)
        {
            Take(last);
        }

        pending = attempt;
    }

    /// <summary>Those that are plotted, in the order of tasks.</summary>
    public IReadOnlyList<AttemptRow> Finish()
    {
        if (pending is { } last)
        {
            Take(last);
            pending = null;
        }

        return
        [
            .. sample
                .Kept.Concat(highest.UnorderedItems.Select(one => one.Element))
                .Concat(lowest.UnorderedItems.Select(one => one.Element))
                .DistinctBy(attempt => attempt.Index)
                .OrderBy(attempt => attempt.Index),
        ];
    }

    private void Take(AttemptRow attempt)
    {
        var numbers = Numbers(attempt);
        plotted ??= numbers.Keys.FirstOrDefault();
        if (plotted is null || !numbers.TryGetValue(plotted, out var value))
        {
            return;
        }

        sample.Add(attempt);
        Keep(highest, attempt, value);
        Keep(lowest, attempt, -value);
    }

    private static void Keep(PriorityQueue<AttemptRow, double> kept, AttemptRow attempt, double rank)
    {
        if (kept.Count < ExtremesMax)
        {
            kept.Enqueue(attempt, rank);
        }
        else
        {
            kept.EnqueueDequeue(attempt, rank);
        }
    }
}
