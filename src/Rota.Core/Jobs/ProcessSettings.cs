using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>
/// What a process hands on to its children besides environment and directory. A task starts with its submitter's, as
/// with at(1), whoever happened to start the process that starts it.
/// </summary>
public sealed record ProcessSettings
{
    /// <summary>Permissions that new files do not get, as umask(2).</summary>
    public required int Umask { get; init; }

    /// <summary>Niceness, -20 to 19.</summary>
    public int Nice { get; init; }

    /// <summary>Number of the scheduling policy, as sched(7); 0 is the normal one.</summary>
    public int Scheduling { get; init; }

    /// <summary>Priority under a real-time policy, else 0.</summary>
    public int RealTimePriority { get; init; }

    /// <summary>Class and level for disks, as ioprio_set(2); 0 for what follows from <see cref="Nice"/>.</summary>
    public int DiskPriority { get; init; }

    /// <summary>CPUs it may run on, such as <c>0-3,8</c>; null for all that the machine lets it.</summary>
    public string? Cpus { get; init; }

    /// <summary>Resource limits, by the name that prlimit(1) has for them.</summary>
    public ImmutableSortedDictionary<string, ResourceLimit> Limits { get; init; } =
        ImmutableSortedDictionary<string, ResourceLimit>.Empty;
}

/// <summary>A limit of setrlimit(2).</summary>
/// <param name="Soft">What is enforced.</param>
/// <param name="Hard">How far a process may raise it.</param>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    /// <summary>No limit.</summary>
    public const ulong Unlimited = ulong.MaxValue;
}
