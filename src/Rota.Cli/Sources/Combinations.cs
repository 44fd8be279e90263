using System.Collections.Immutable;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;

namespace Rota.Cli.Sources;

/// <summary>
/// Makes tasks of the lists after a command: every value with every other, and linked lists side by side.
/// </summary>
internal static class Combinations
{
    /// <summary>Counted before anything of that size is built.</summary>
    public static Expansion Of(IReadOnlyList<(InputSource Source, ImmutableArray<string> Values)> lists)
    {
        if (lists is [var only])
        {
            return new Expansion.Items("line", only.Values);
        }

        var groups = Linked(lists);
        var count = groups.Aggregate(1.0, (product, rows) => product * rows.Count);
        return count <= JobFileLimits.Values
            ? new Expansion.Table(
                [.. Enumerable.Range(1, lists.Count).Select(number => number.ToString())],
                [
                    .. groups.Aggregate(
                        (IEnumerable<ImmutableArray<string>>)
                            [
                                [],
                            ],
                        (rows, next) => rows.SelectMany(row => next.Select(more => row.AddRange(more)))
                    ),
                ]
            )
            : throw OneLiner.Usage(
                $"the lists together make {count:N0} combinations, more than {JobFileLimits.Values:N0}",
                "shorten a list, or write a job file with a matrix"
            );
    }

    /// <summary>The rows of each list, with the values of the lists that are linked to it.</summary>
    private static List<List<ImmutableArray<string>>> Linked(
        IReadOnlyList<(InputSource Source, ImmutableArray<string> Values)> lists
    )
    {
        var groups = new List<List<ImmutableArray<string>>>();
        foreach (var (source, values) in lists)
        {
            if (!source.IsLinked)
            {
                groups.Add([.. values.Select(value => ImmutableArray.Create(value))]);
                continue;
            }

            var rows = groups[^1];
            if (rows.Count != values.Length)
            {
                throw OneLiner.Usage(
                    $"a list of {values.Length:N0} values is linked to one of {rows.Count:N0}",
                    "give both the same number of values, or write ::: for every value with every other"
                );
            }

            for (var row = 0; row < rows.Count; row++)
            {
                rows[row] = rows[row].Add(values[row]);
            }
        }

        return groups;
    }
}
