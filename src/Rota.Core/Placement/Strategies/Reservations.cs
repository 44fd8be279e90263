namespace Rota.Core.Placement.Strategies;

/// <summary>
/// Batch sampling with late binding (Sparrow: Ousterhout et al., SOSP 2013). A job of m tasks leaves reservations at a
/// sample of nodes; a node whose turn has come asks for a task, and the first to ask get them.
/// </summary>
public static class Reservations
{
    /// <summary>How many nodes a job asks.</summary>
    /// <param name="tasks">Its tasks.</param>
    /// <param name="perTask">Probes for each task; a fraction is rounded up.</param>
    /// <param name="nodes">How many nodes there are: none is asked twice, unless there are more tasks than
    /// nodes.</param>
    public static int Probes(int tasks, double perTask, int nodes) =>
        (int)Math.Max(tasks, Math.Min(nodes, Math.Ceiling(tasks * perTask)));

    /// <summary>Whether a node that asks gets a task, and which: in the order of the job.</summary>
    /// <param name="tasks">Tasks of the job.</param>
    /// <param name="launched">How many of them have been given out; raised by one if this node gets one.</param>
    /// <param name="task">The task.</param>
    public static bool TryBind(int tasks, ref int launched, out int task)
    {
        task = launched;
        if (launched >= tasks)
        {
            return false;
        }

        launched++;
        return true;
    }
}
