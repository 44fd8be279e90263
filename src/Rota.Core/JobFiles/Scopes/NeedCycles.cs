using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>
/// Finds tasks that need each other. Walks with its own stack: a graph may be a line of two hundred thousand tasks.
/// </summary>
internal static class NeedCycles
{
    private const int CyclesMax = 10;
    private const int NamesMax = 8;

    /// <summary>Some cycles: each as the position of its first entry and the words to tell it.</summary>
    public static IReadOnlyList<(int Entry, string Path)> Find(
        IReadOnlyList<ImmutableArray<Need>> needs,
        IReadOnlyList<string> ids
    )
    {
        var found = new List<(int, string)>();
        var stackPosition = new int[needs.Count];
        var isDone = new bool[needs.Count];
        var path = new List<(int Entry, int NextNeed)>();
        for (var start = 0; start < needs.Count && found.Count < CyclesMax; start++)
        {
            if (isDone[start])
            {
                continue;
            }

            Push(start);
            while (path.Count > 0)
            {
                var (entry, next) = path[^1];
                if (next == needs[entry].Length)
                {
                    isDone[entry] = true;
                    stackPosition[entry] = 0;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (entry, next + 1);
                var needed = needs[entry][next].Task;
                if (stackPosition[needed] > 0 && found.Count < CyclesMax)
                {
                    found.Add((needed, Tell(path, stackPosition[needed] - 1, ids)));
                }
                else if (stackPosition[needed] == 0 && !isDone[needed])
                {
                    Push(needed);
                }
            }
        }

        return found;

        void Push(int entry)
        {
            path.Add((entry, 0));
            stackPosition[entry] = path.Count;
        }
    }

    private static string Tell(List<(int Entry, int NextNeed)> path, int first, IReadOnlyList<string> ids)
    {
        var names = path.Skip(first).Take(NamesMax).Select(step => ids[step.Entry]);
        var left = path.Count - first - NamesMax;
        return string.Join(
            " → ",
            [.. names, .. left > 0 ? [$"({left} more)"] : Array.Empty<string>(), ids[path[first].Entry]]
        );
    }
}
