using Rota.Core.Model;

namespace Rota.Core.Partitions;

/// <summary>The fixed buckets that jobs hash into. Ownership, fences and dirtiness are kept per partition.</summary>
public static class Partition
{
    /// <summary>How many partitions a home store has. Stored rows depend on it: changing it is a migration.</summary>
    public const int Count = 64;

    /// <summary>The partition of a job.</summary>
    public static int Of(JobId job) => (int)(Prng.Mix((ulong)job.Value) % Count);
}
