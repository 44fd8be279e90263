using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>A task that people hold does not start before they release it.</summary>
internal sealed class HeldTasksWait : IntentInvariant
{
    private readonly Dictionary<(long Job, int Group), OrdinalRanges> held = [];

    public override string Name => "anytime_held_tasks_wait";

    protected override void Intended(Attempt attempt)
    {
        if (
            held.TryGetValue((attempt.Job.Id.Value, attempt.Group.Ordinal), out var tasks)
            && tasks.Contains(attempt.Index)
            && !Book.Asked.Contains((attempt.Job.Id.Value, typeof(Request.Release)))
        )
        {
            Broken($"task {attempt.Task} was held, and starts as attempt {attempt.Id}");
        }
    }

    protected override void After(TurnChanges changes)
    {
        foreach (var (job, group) in changes.Groups)
        {
            held[(job.Id.Value, group.Ordinal)] = group.Held;
        }
    }
}

/// <summary>A job that is sealed gets no more tasks.</summary>
internal sealed class SealedJobsStay : WorldInvariant
{
    private readonly HashSet<long> closed = [];
    private readonly Dictionary<(long Job, int Group), int> totals = [];

    public override string Name => "anytime_sealed_jobs_stay";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var (job, group) in changes.Groups)
        {
            var key = (job.Id.Value, group.Ordinal);
            if (closed.Contains(job.Id.Value) && totals.TryGetValue(key, out var before) && group.Total > before)
            {
                Broken($"job {job.Id} was sealed, and entry {group.Ordinal} has {group.Total} tasks after {before}");
            }

            totals[key] = group.Total;
        }

        closed.UnionWith(changes.Jobs.Where(job => !job.Spec.IsOpen).Select(job => job.Id.Value));
    }
}
