using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Watching;

/// <summary>
/// The specs of the jobs that are on a screen, each read once. A job can have a million lines: those that are not shown
/// any more are let go.
/// </summary>
internal sealed class TaskSpecs(IHomeReader queries)
{
    private readonly Dictionary<JobId, JobSpec> specs = [];

    /// <summary>The entry of a task; null where its job is gone.</summary>
    public TaskSpec? Of(JobId job, int group, int index) =>
        Find(specs.GetValueOrDefault(job), group, index) ?? Find(Read(job), group, index);

    /// <summary>Lets go of the others.</summary>
    public void Keep(IEnumerable<JobId> shown)
    {
        foreach (var job in specs.Keys.Except(shown).ToArray())
        {
            specs.Remove(job);
        }
    }

    private static TaskSpec? Find(JobSpec? spec, int group, int index) =>
        spec is not null && group < spec.Tasks.Length && index < spec.Tasks[group].Expansion.Count
            ? spec.Tasks[group]
            : null;

    private JobSpec? Read(JobId job)
    {
        if (queries.Spec(job) is not { } spec)
        {
            return null;
        }

        specs[job] = spec;
        return spec;
    }
}
