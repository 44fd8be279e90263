using Rota.Sim.Policies.Figures;

namespace Rota.Sim.Policies.Loads;

/// <summary>
/// Recorded jobs: gaps, tasks and durations, scaled so that the mean duration is one time unit and the mean gap
/// gives the
/// load that is asked for. A run that needs more jobs than there are begins again with the first.
/// </summary>
public sealed class Trace
{
    private readonly double[] gaps;
    private readonly int[] starts;
    private readonly long[] durations;

    /// <summary>Takes recorded jobs in.</summary>
    /// <param name="jobs">In the order of their submission.</param>
    public Trace(IReadOnlyList<TraceJob> jobs)
    {
        var tasks = jobs.Sum(job => (long)job.Seconds.Length);
        MeanSeconds = jobs.Sum(job => job.Seconds.Sum()) / tasks;
        MeanTasks = tasks / (double)jobs.Count;
        durations =
        [
            .. jobs.SelectMany(job => job.Seconds).Select(seconds => Math.Max(1, Ticks.From(seconds / MeanSeconds))),
        ];
        starts = new int[jobs.Count + 1];
        gaps = new double[jobs.Count];
        for (var job = 0; job < jobs.Count; job++)
        {
            starts[job + 1] = starts[job] + jobs[job].Seconds.Length;
            gaps[job] = job == 0 ? 0 : Math.Max(0, jobs[job].Submitted - jobs[job - 1].Submitted);
        }

        // The first gap is unknown: the mean of the others, so that rounds follow each other as jobs do.
        var sum = gaps.Sum();
        gaps[0] = jobs.Count == 1 || sum <= 0 ? 1 : sum / (jobs.Count - 1);
        sum += gaps[0];
        for (var job = 0; job < gaps.Length; job++)
        {
            gaps[job] = sum <= gaps[0] ? 1 : gaps[job] * gaps.Length / sum;
        }
    }

    /// <summary>How many jobs were recorded.</summary>
    public int Jobs => gaps.Length;

    /// <summary>Mean duration of a task, in seconds: the unit of the results.</summary>
    public double MeanSeconds { get; }

    /// <summary>Mean number of tasks of a job.</summary>
    public double MeanTasks { get; }

    internal long Gap(long job, double meanGap) => (long)((gaps[job % gaps.Length] * meanGap) + 0.5);

    internal int TasksOf(long job) => starts[(job % gaps.Length) + 1] - starts[job % gaps.Length];

    internal long Duration(long job, int task) => durations[starts[job % gaps.Length] + task];
}

/// <summary>A recorded job.</summary>
/// <param name="Submitted">When, in seconds from any moment.</param>
/// <param name="Seconds">How long each of its tasks took.</param>
public readonly record struct TraceJob(double Submitted, double[] Seconds);
