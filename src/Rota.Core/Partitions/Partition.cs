using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Partitions;

/// <summary>The fixed buckets that jobs hash into. Ownership, fences and dirtiness are kept per partition.</summary>
public static class Partition
{
    /// <summary>How many partitions a home store has. Stored rows depend on it: changing it is a migration.</summary>
    public const int Count = 64;

    /// <summary>The partition of a job.</summary>
    public static int Of(JobId job) => Of(job.Value);

    /// <summary>
    /// The partition of a schedule: its owner fires it. The jobs it makes have partitions of their own.
    /// </summary>
    public static int Of(ScheduleId schedule) => Of(schedule.Value);

    private static int Of(long number) => (int)(Prng.Mix((ulong)number) % Count);
}
