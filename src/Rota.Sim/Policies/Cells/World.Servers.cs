namespace Rota.Sim.Policies.Cells;

/// <summary>Servers: how a task starts, ends, or is lost with its node.</summary>
internal sealed partial class World<TSchedule>
{
    /// <summary>A server has ended its task.</summary>
    /// <returns>Its node.</returns>
    public int Complete(int server)
    {
        ref var ended = ref Servers[server];
        var (jobPlace, node) = (ended.Job, ended.Node);
        Free(server);
        ref var job = ref Jobs[jobPlace];
        if (--job.Left == 0)
        {
            if (job.Number >= warmupJobs)
            {
                Responses.Add(job.Number - warmupJobs, Now - job.Arrival);
            }

            Jobs.Release(jobPlace);
        }

        return node;
    }

    /// <summary>
    /// A node fails. What ran there starts again from the beginning when it is back, before what waits.
    /// </summary>
    public void Fail(int node)
    {
        ref var place = ref Nodes[node];
        place.IsAway = true;
        for (var server = node * Slots; server < (node + 1) * Slots; server++)
        {
            if (Servers[server].Job >= 0)
            {
                Schedule.Cancel(server);
                backlog.Prepend(ref place, Servers[server].Job, Servers[server].Task | Again);
                Free(server);
            }
        }
    }

    private void Free(int server)
    {
        ref var freed = ref Servers[server];
        ref var node = ref Nodes[freed.Node];
        node.Busy--;
        freed.Job = -1;
        freed.Task = node.FreeServer;
        node.FreeServer = server;
    }

    /// <summary>Starts a task in a slot that is counted as busy already.</summary>
    private void Start(int node, int jobPlace, int task)
    {
        ref var place = ref Nodes[node];
        ref var job = ref Jobs[jobPlace];
        var server = place.FreeServer;
        ref var taken = ref Servers[server];
        place.FreeServer = taken.Task;
        var isFirst = (task & Again) == 0;
        task &= ~Again;
        (taken.Job, taken.Task) = (jobPlace, task);
        if (isFirst && job.Number >= warmupJobs)
        {
            Waits.Add(job.Number - warmupJobs, Now - job.Arrival);
        }

        var duration = workload.Duration(job.Number, task);
        Schedule.End(server, Now + (isEven ? duration : Math.Max(1, (long)(duration * place.Slowness))));
    }
}
