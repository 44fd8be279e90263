using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Scheduling;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Explaining;

/// <summary>The runner's picture, made again from the store: for explanations and checks, never written back.</summary>
internal static class Reconstruction
{
    /// <summary>The decisions as they would be made now.</summary>
    /// <param name="state">The directory of the state: which nodes are connected.</param>
    /// <param name="queries">The state.</param>
    /// <param name="node">What is stated of the node: it counts until a runner has said what there is.</param>
    /// <param name="wanted">A job to include whether or not anybody runs it.</param>
    public static Reconciler Of(StateDirectory state, IHomeReader queries, NodeOptions node, JobId? wanted)
    {
        var reconciler = new Reconciler(
            NodePicture.Of(state, queries, node),
            queries.Frame.Epoch,
            (job, group, index) => CommandLine.Of(job.Spec, group).ConcurrencyKey(index, job.Id),
            new SystemTimeZones()
        );
        reconciler.Begin(WallClock.Now);
        var open = queries.OpenJobs().ToList();
        if (wanted is { } job && !open.Exists(entry => entry.Job == job))
        {
            open.Add((job, false));
        }

        foreach (var (id, isWanted) in open)
        {
            if (queries.Load(id) is { Job.Ended: null } stored)
            {
                stored.Job.IsParked = !isWanted;
                reconciler.Adopt(stored.Job, stored.Pending, stored.Live);
            }
        }

        reconciler.Learn(queries.Queues.Accounts(), []);
        return reconciler;
    }
}
