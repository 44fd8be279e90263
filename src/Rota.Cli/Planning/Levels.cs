using Rota.Core.Jobs;

namespace Rota.Cli.Planning;

/// <summary>How many steps deep a job's graph is.</summary>
internal static class Levels
{
    /// <summary>The level of each entry, from 0. Needs form no cycle: the reader refused those.</summary>
    public static int[] All(JobSpec spec)
    {
        var levels = new int[spec.Tasks.Length];
        var open = spec.Tasks.Select(task => task.Needs.Length).ToArray();
        var dependents = Core.Reconcile.DependencyIndex.Of(spec);
        var ready = new Queue<int>(Enumerable.Range(0, open.Length).Where(task => open[task] == 0));
        while (ready.TryDequeue(out var task))
        {
            foreach (var dependent in dependents.Of(task))
            {
                levels[dependent] = Math.Max(levels[dependent], levels[task] + 1);
                if (--open[dependent] == 0)
                {
                    ready.Enqueue(dependent);
                }
            }
        }

        return levels;
    }

    /// <summary>The number of levels.</summary>
    public static int Of(JobSpec spec) => spec.Tasks.Length == 0 ? 0 : All(spec).Max() + 1;
}
