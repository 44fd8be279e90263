using System.Globalization;
using Rota.Store;

namespace Rota.Runners.Members;

/// <summary>The namespaces of this process: numbers of processes and clocks mean nothing in others.</summary>
public static class OwnNamespaces
{
    /// <summary>That of pids; empty where the kernel has none.</summary>
    public static string Pids { get; } = Of("pid");

    /// <summary>That of clocks; empty where the kernel has none.</summary>
    public static string Time { get; } = Of("time");

    /// <summary>Ends a process whose /proc shows the processes of another pid namespace.</summary>
    /// <exception cref="StoreException">It does.</exception>
    public static void RefuseForeignProc()
    {
        if (new FileInfo("/proc/self").LinkTarget != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                "/proc shows the processes of another pid namespace, so nobody here can tell which live. "
                    + "Mount that of this one (unshare --mount-proc, or mount -t proc proc /proc)"
            );
        }
    }

    private static string Of(string kind) => new FileInfo($"/proc/self/ns/{kind}").LinkTarget ?? "";
}
