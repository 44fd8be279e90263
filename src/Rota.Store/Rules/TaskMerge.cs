using Rota.Store.Records;

namespace Rota.Store.Rules;

/// <summary>Makes one list of tasks of several, each of which is in the order of tasks.</summary>
public static class TaskMerge
{
    /// <summary>All of them, by ordinal. The lists are begun in the order given.</summary>
    public static IEnumerable<TaskRow> ByIndex(IEnumerable<IEnumerable<TaskRow>> lists)
    {
        var open = new List<IEnumerator<TaskRow>>();
        try
        {
            foreach (var list in lists)
            {
                open.Add(list.GetEnumerator());
                Go(open, open[^1]);
            }

            while (open.Count > 0)
            {
                var least = Least(open);
                yield return least.Current;
                Go(open, least);
            }
        }
        finally
        {
            open.ForEach(rows => rows.Dispose());
        }
    }

    private static void Go(List<IEnumerator<TaskRow>> open, IEnumerator<TaskRow> rows)
    {
        if (!rows.MoveNext())
        {
            rows.Dispose();
            open.Remove(rows);
        }
    }

    private static IEnumerator<TaskRow> Least(List<IEnumerator<TaskRow>> open)
    {
        var least = open[0];
        foreach (var rows in open)
        {
            least = rows.Current.Index < least.Current.Index ? rows : least;
        }

        return least;
    }
}
