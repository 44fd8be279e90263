using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>The resource limits of this process, by the names of prlimit(1).</summary>
internal static unsafe class ResourceLimits
{
    public const string OpenFiles = "nofile";

    /// <summary>In the order of their numbers, which x64 and arm64 share.</summary>
    private static readonly string[] Names =
    [
        "cpu",
        "fsize",
        "data",
        "stack",
        "core",
        "rss",
        "nproc",
        OpenFiles,
        "memlock",
        "as",
        "locks",
        "sigpending",
        "msgqueue",
        "nice",
        "rtprio",
        "rttime",
    ];

    /// <summary>All of this process.</summary>
    public static ImmutableSortedDictionary<string, ResourceLimit> Read()
    {
        var limits = ImmutableSortedDictionary.CreateBuilder<string, ResourceLimit>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (Of(0, name) is { } limit)
            {
                limits[name] = limit;
            }
        }

        return limits.ToImmutable();
    }

    /// <summary>One of a process (0 for this one), or null where it may not be known.</summary>
    public static ResourceLimit? Of(int pid, string name)
    {
        var former = stackalloc ulong[2];
        return NativeSettings.Limit(pid, NumberOf(name), null, former) == 0
            ? new ResourceLimit(former[0], former[1])
            : null;
    }

    /// <summary>Sets one of this process.</summary>
    public static bool TrySet(string name, ResourceLimit limit)
    {
        var wanted = stackalloc ulong[2];
        (wanted[0], wanted[1]) = (limit.Soft, limit.Hard);
        return NativeSettings.Limit(0, NumberOf(name), wanted, null) == 0;
    }

    /// <summary>A limit as prlimit(1) takes and people read it.</summary>
    public static string Text(ulong limit) => limit == ResourceLimit.Unlimited ? "unlimited" : $"{limit}";

    private static int NumberOf(string name) => Array.IndexOf(Names, name);
}
