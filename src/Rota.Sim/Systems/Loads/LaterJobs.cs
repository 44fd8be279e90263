using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Loads;

/// <summary>Jobs that wait, grow, space their starts, or have something to do at their end.</summary>
internal static class LaterJobs
{
    /// <summary>A queue that is closed for the first minute of a world, unless its clock is set.</summary>
    public const string Queue = "by day";

    /// <summary>Its hours.</summary>
    public const string Hours = "08:01-08:00";
    private const string Purpose = "later";

    /// <summary>Gives a drawn job some of that.</summary>
    public static JobSpec Add(Chance chance, JobSpec job, IReadOnlyList<long> earlier)
    {
        if (earlier.Count > 0 && chance.OneIn(Purpose, 5))
        {
            var need = new JobNeed(
                new JobId(chance.Of(Purpose, earlier)),
                chance.Of(Purpose, Enum.GetValues<NeedCondition>())
            );
            job = job with { After = [need] };
        }

        if (chance.OneIn(Purpose, 6))
        {
            job = job with { IsOpen = true, Tasks = job.Tasks.SetItem(0, Growing(job.Tasks[0])) };
        }

        if (chance.OneIn(Purpose, 5))
        {
            job = job with { Tasks = job.Tasks.Add(Last(job.Tasks[0])) };
        }

        if (chance.OneIn(Purpose, 6))
        {
            job = job with { Spacing = TimeSpan.FromMilliseconds(chance.Scaled(Purpose, 20, 500)) };
        }

        return job.Queue is null && chance.OneIn(Purpose, 10) ? job with { Queue = Queue } : job;
    }

    /// <summary>Tasks that are added to such an entry.</summary>
    public static Expansion More { get; } = new Expansion.Items("line", ["more", "and more"]);

    private static TaskSpec Growing(TaskSpec task) =>
        task with
        {
            Expansion = new Expansion.Items("line", ["a", "b", "c"]),
        };

    private static TaskSpec Last(TaskSpec task) =>
        task with
        {
            Id = "last",
            IsFinally = true,
            Needs = [],
            Expansion = Expansion.One.Instance,
            MaxParallel = null,
            Concurrency = null,
        };
}
