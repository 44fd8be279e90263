using Rota.Core.Jobs;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>
/// The settings that Linux keeps for each thread, and a new process takes over from the thread that makes it.
/// </summary>
internal static class ThreadSettings
{
    [ThreadStatic]
    private static int? umask;

    /// <summary>Whether this thread has not what a task states for itself; null where it states nothing.</summary>
    public static bool Lacks(int? nice, string? cpus) =>
        (nice is { } stated && NativeSettings.GetNice(0, 0) != stated) || (cpus is not null && !CpuSet.TryApply(cpus));

    /// <summary>Whether this user may set a niceness. Only the system knows: a thread for it tries.</summary>
    public static bool MayBe(int nice)
    {
        var may = true;
        _ = TryRun(() => may = NativeSettings.SetNice(0, 0, nice) == 0);
        return may;
    }

    /// <summary>Gives this thread a umask of its own.</summary>
    public static void SetUmask(int wanted)
    {
        if (umask == wanted)
        {
            return;
        }

        if (umask is null)
        {
            // Never refused for this: it takes nothing from anybody.
            _ = NativeSettings.Unshare(NativeSettings.FileSystem);
        }

        _ = NativeSettings.Umask(wanted);
        umask = wanted;
    }

    /// <summary>Does the work on a thread of its own that has these settings, as far as they are given to it.</summary>
    /// <param name="wanted">What it shall have.</param>
    /// <param name="own">What this process has.</param>
    /// <param name="work">What is done with what it does not get.</param>
    /// <returns>False where the system has no thread for it.</returns>
    public static bool TryRun(ProcessSettings wanted, ProcessSettings own, Action<IReadOnlyList<string>> work) =>
        TryRun(() =>
        {
            SetUmask(wanted.Umask);
            work([.. Apply(wanted, own)]);
        });

    /// <summary>Does the work on a thread of its own, whose settings go with it.</summary>
    /// <returns>False where the system has no thread for it.</returns>
    public static bool TryRun(Action work)
    {
        var thread = new Thread(() => work());
        try
        {
            thread.Start();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }

        thread.Join();
        return true;
    }

    /// <summary>What could not be set, as people would say it.</summary>
    private static IEnumerable<string> Apply(ProcessSettings wanted, ProcessSettings own)
    {
        if (wanted.Cpus != own.Cpus && !CpuSet.TryApply(wanted.Cpus))
        {
            yield return $"CPUs {wanted.Cpus}";
        }

        if (
            (wanted.Scheduling, wanted.RealTimePriority) != (own.Scheduling, own.RealTimePriority)
            && !NativeSettings.SetScheduling(wanted.Scheduling, wanted.RealTimePriority)
        )
        {
            yield return $"scheduling policy {wanted.Scheduling} (it stays {own.Scheduling})";
        }

        if (wanted.Nice != own.Nice && NativeSettings.SetNice(0, 0, wanted.Nice) != 0)
        {
            yield return $"nice {wanted.Nice} (it stays {own.Nice})";
        }

        if (wanted.DiskPriority != own.DiskPriority && !NativeSettings.SetDiskPriority(wanted.DiskPriority))
        {
            yield return $"disk priority {wanted.DiskPriority} (it stays {own.DiskPriority})";
        }
    }
}
