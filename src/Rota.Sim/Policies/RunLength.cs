using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies;

/// <summary>
/// How many jobs a run has. When nobody said, it is doubled until the mean response is known within half a percent,
/// which
/// is decided at fixed jobs, so that a seed still gives one history.
/// </summary>
internal sealed class RunLength
{
    private const double Precision = 0.005;
    private const double TasksMin = 1_000_000;
    private const double TasksMax = 32_000_000;

    /// <summary>Time units that a run must last for a system to forget that it began empty.</summary>
    private const double UnitsMin = 250;

    private readonly bool isOpen;
    private readonly long jobsMax;

    /// <summary>Plans the length of a run.</summary>
    public RunLength(PolicySettings settings, double tasksPerJob)
    {
        isOpen = settings.Jobs == 0;
        var least = Math.Max(TasksMin, UnitsMin * settings.Nodes * settings.Slots * settings.Load);
        Jobs = isOpen ? (long)Math.Ceiling(least / tasksPerJob) : settings.Jobs;
        jobsMax = Math.Max(Jobs, (long)(TasksMax / tasksPerJob));
        Warmup = settings.Warmup < 1 ? (long)(Jobs * settings.Warmup) : (long)settings.Warmup;
    }

    /// <summary>Jobs, as far as is known.</summary>
    public long Jobs { get; private set; }

    /// <summary>Jobs at the beginning that are not measured.</summary>
    public long Warmup { get; }

    /// <summary>Makes the run longer if what was measured so far is not precise enough.</summary>
    /// <returns>Whether it did.</returns>
    public bool MayExtend(BatchMeans means)
    {
        if (!isOpen || Jobs * 2 > jobsMax || BatchMeans.HalfWidth(means.Full) <= Precision * means.Mean)
        {
            return false;
        }

        Jobs *= 2;
        return true;
    }
}
