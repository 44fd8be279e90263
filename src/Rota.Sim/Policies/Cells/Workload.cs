using Rota.Core.Model;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Loads;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies.Cells;

/// <summary>
/// The work that every strategy is given: when jobs come, how many tasks they have, how long each takes. All of it is a
/// function of the seed and the number of the job, so it is the same for all strategies and in whatever order they ask.
/// </summary>
internal sealed class Workload
{
    private readonly ServiceLaw service;
    private readonly ArrivalLaw arrivals;
    private readonly Trace? trace;
    private readonly int tasksPerJob;
    private readonly double meanGap;
    private readonly ulong serviceSeed;
    private readonly ulong arrivalSeed;
    private int inBurst;
    private long gaps;

    /// <summary>The work of one run.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="capacity">Work that all nodes together do in one mean service time.</param>
    public Workload(PolicySettings settings, double capacity)
    {
        (service, arrivals, trace) = (settings.Service, settings.Arrivals, settings.Trace);
        tasksPerJob = settings.TasksPerJob;
        serviceSeed = Streams.Seed(settings.Seed, Purpose.Service);
        arrivalSeed = Streams.Seed(settings.Seed, Purpose.Arrivals);
        TasksPerJob = trace?.MeanTasks ?? tasksPerJob;
        meanGap = TasksPerJob * arrivals.Burst * Ticks.PerUnit / (settings.Load * capacity);
        IsShared = trace is null && service.IsShared;
    }

    /// <summary>Mean number of tasks of a job.</summary>
    public double TasksPerJob { get; }

    /// <summary>Mean time between jobs, in ticks.</summary>
    public double MeanGap => meanGap / arrivals.Burst;

    /// <summary>Whether all tasks of a job take the same time.</summary>
    public bool IsShared { get; }

    /// <summary>The time from one job to the next, in ticks.</summary>
    public long NextGap()
    {
        if (trace is not null)
        {
            return trace.Gap(gaps++, meanGap);
        }

        if (inBurst > 0)
        {
            inBurst--;
            return 0;
        }

        inBurst = arrivals.Burst - 1;
        return (long)((arrivals.Draw(Streams.At(arrivalSeed, gaps++)) * meanGap) + 0.5);
    }

    /// <summary>How many tasks a job has.</summary>
    public int TasksOf(long job) => trace is null ? tasksPerJob : trace.TasksOf(job);

    /// <summary>How long a task takes on a node of speed 1, in ticks; at least one.</summary>
    public long Duration(long job, int task)
    {
        if (trace is not null)
        {
            return trace.Duration(job, task);
        }

        var bits = Streams.At(serviceSeed, job);
        return Math.Max(1, Ticks.From(service.Draw(IsShared ? bits : Prng.Mix(bits + (ulong)task))));
    }
}
