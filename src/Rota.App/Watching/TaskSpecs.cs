using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Watching;

/// <summary>
/// The specs of the jobs that are on a screen, each read once. A job can have a million lines: those that are not shown
/// any more are let go.
/// </summary>
/// <param name="queries">What is read.</param>
/// <param name="keepsLarge">
/// Whether large ones are kept too. In a process that runs a job its runner holds it already: nobody names its tasks
/// there.
/// </param>
internal sealed class TaskSpecs(IHomeReader queries, bool keepsLarge = true)
{
    private const int LargeFrom = 100_000;
    private readonly Dictionary<JobId, JobSpec> specs = [];
    private readonly HashSet<JobId> large = [];

    /// <summary>The entry of a task; null where its job is gone, or is too large to be kept.</summary>
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
        if (large.Contains(job) || queries.Spec(job) is not { } spec)
        {
            return null;
        }

        if (!keepsLarge && SizeOf(spec) > LargeFrom)
        {
            large.Add(job);
            return null;
        }

        specs[job] = spec;
        return spec;
    }

    /// <summary>Entries and the values of lists: a range of a million is small.</summary>
    private static long SizeOf(JobSpec spec) =>
        spec.Tasks.Sum(task => 1L + (task.Expansion is Expansion.Items items ? items.Count : 0));
}
