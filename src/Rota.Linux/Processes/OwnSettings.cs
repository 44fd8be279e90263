using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rota.Core.Jobs;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>
/// What this process was started with. A submission captures it; Rota itself frees itself of what would hurt it.
/// </summary>
public static class OwnSettings
{
    /// <summary>
    /// Tells the limit of open files that whoever started this process had, where the runtime raises it before any code
    /// of Rota runs. The script that starts Rota sets it, and so does Rota for what it starts itself.
    /// </summary>
    public const string OpenFilesVariable = "ROTA_OPEN_FILES";

    private const int OwnerBits = 0x1C0;
    private const int FileTooLarge = 25;
    private const int DiskClassShift = 13;

    /// <summary>Below this a keeper could run out of files by itself.</summary>
    private const ulong KeeperFilesMin = 1024;

    /// <summary>What ends or starves a process that goes beyond it.</summary>
    private static readonly string[] Harmful = ["cpu", "fsize", "data", "as", "nproc"];

    /// <summary>Those of them that nearly nobody has a limit of.</summary>
    private static readonly string[] Rare = ["cpu", "fsize", "data", "as"];

    private static readonly ResourceLimit None = new(ResourceLimit.Unlimited, ResourceLimit.Unlimited);
    private static readonly ImmutableSortedDictionary<string, ResourceLimit> Limits = ResourceLimits.Read();
    private static readonly int Umask = ReadUmask();

    /// <summary>
    /// The first that any process of Rota does: keeps in mind what it was started with, and frees itself of what would
    /// hurt it and, through the state that it writes, others.
    /// </summary>
    public static void Begin()
    {
        // What its own umask forbids it could not open again.
        _ = NativeSettings.Umask(Umask & ~OwnerBits);

        // A write beyond a limit then fails, as on a full disk, and ends nothing.
        _ = Native.SetSignal(FileTooLarge, Native.IgnoreSignal);
        foreach (var name in Harmful)
        {
            if (Limits.TryGetValue(name, out var limit) && limit.Soft < ResourceLimit.Unlimited)
            {
                _ =
                    Rare.Contains(name) && ResourceLimits.TrySet(name, None)
                    || ResourceLimits.TrySet(name, limit with { Soft = limit.Hard });
            }
        }
    }

    /// <summary>Closes what this process writes from now on to all others, whatever it was started with.</summary>
    public static void CloseFiles() => _ = NativeSettings.Umask(0x3F);

    /// <summary>What a submission of this process captures.</summary>
    public static ProcessSettings Capture() =>
        Current() with
        {
            Umask = Umask,
            Limits = Limits.TryGetValue(ResourceLimits.OpenFiles, out var files)
                ? Limits.SetItem(ResourceLimits.OpenFiles, files with { Soft = OpenFiles(files) })
                : Limits,
        };

    /// <summary>What this process has now, and hands on to what it starts.</summary>
    internal static ProcessSettings Current()
    {
        // The first thread's: others may have been set for what they start.
        var thread = Environment.ProcessId;
        var nice = NativeSettings.GetNice(0, thread);
        var scheduling = NativeSettings.GetScheduling(thread, out var priority);
        return new()
        {
            Umask = Umask & ~OwnerBits,
            Nice = nice,
            Scheduling = Math.Max(0, scheduling),
            RealTimePriority = priority,
            DiskPriority = DiskPriority(thread, nice, scheduling),
            Cpus = CpuSet.Of(thread),
            Limits = ResourceLimits.Read(),
        };
    }

    /// <summary>The number of open files that <see cref="OpenFilesVariable"/> tells the next process.</summary>
    internal static ulong? OpenFiles() =>
        IsRaised && Limits.TryGetValue(ResourceLimits.OpenFiles, out var limit) ? OpenFiles(limit) : null;

    /// <summary>
    /// Has what a keeper starts find the limit of open files that most submitters have, without a detour.
    /// </summary>
    internal static void LowerOpenFiles()
    {
        if (Limits.TryGetValue(ResourceLimits.OpenFiles, out var limit))
        {
            var soft = Math.Min(limit.Hard, Math.Max(KeeperFilesMin, OpenFiles(limit)));
            _ = ResourceLimits.TrySet(ResourceLimits.OpenFiles, limit with { Soft = soft });
        }
    }

    /// <summary>
    /// The soft limit of open files that the submitter had: told, or else the parent's where it has the same hard one.
    /// </summary>
    private static ulong OpenFiles(ResourceLimit raised) =>
        !IsRaised ? raised.Soft
        : ulong.TryParse(Environment.GetEnvironmentVariable(OpenFilesVariable), out var told) && told <= raised.Hard
            ? told
        : ResourceLimits.Of(Native.ParentPid(), ResourceLimits.OpenFiles) is { } parents && parents.Hard == raised.Hard
            ? parents.Soft
        : raised.Soft;

    /// <summary>The runtime that compiles as it goes raises the limit; in a native binary there is none.</summary>
    private static bool IsRaised => RuntimeFeature.IsDynamicCodeSupported;

    private static int ReadUmask()
    {
        // There is no call that only reads it.
        var umask = NativeSettings.Umask(0x3F);
        _ = NativeSettings.Umask(umask);
        return umask & 0x1FF;
    }

    private static int DiskPriority(int thread, int nice, int scheduling)
    {
        // The system answers with what follows from the niceness where nothing was set.
        var follows = (ClassOf(scheduling) << DiskClassShift) | ((nice + 20) / 5);
        var priority = NativeSettings.GetDiskPriority(thread);
        return priority < 0 || priority == follows ? 0 : priority;
    }

    private static int ClassOf(int scheduling) =>
        scheduling switch
        {
            1 or 2 => 1,
            5 => 3,
            _ => 2,
        };
}
