using System.Text;
using Rota.App.Problems;
using Rota.Linux.Calls;

namespace Rota.Cli.Invoking;

/// <summary>
/// Whether the limits of this process let a role of Rota work at all. Below them the runtime ends the process without a
/// word of ours, at whatever moment; so this comes first, and needs next to nothing itself.
/// </summary>
internal static class StartLimits
{
    private const int ProcessesLimit = 6;
    private const int FilesLimit = 7;

    /// <summary>Above this nobody needs to count what the user runs.</summary>
    private const ulong ManyProcesses = 4_096;
    private const int FilesOfARunner = 8;
    private static readonly (ulong Files, ulong Processes) Looking = (80, 16);
    private static readonly (ulong Files, ulong Processes) Keeping = (100, 24);

    /// <summary>A runner, and the anchor and keeper that it starts.</summary>
    private static readonly (ulong Files, ulong Processes) Serving = (128, 64);

    /// <summary>Says on standard error which limit is too low; false when none is.</summary>
    public static bool Refuse(string[] args)
    {
        var needs = NeedsOf(args);
        var text = FilesShort(needs.Files) ?? ProcessesShort(needs.Processes);
        if (text is null)
        {
            return false;
        }

        NativeStart.WriteError(Encoding.UTF8.GetBytes($"error[{SystemProblems.Limits}]: {text}\n"));
        return true;
    }

    private static (ulong Files, ulong Processes) NeedsOf(string[] args)
    {
        if (Array.IndexOf(args, "__anchor") == 0 || Array.IndexOf(args, "__keeper") == 0)
        {
            return Keeping;
        }

        foreach (var verb in (string[])["run", "resume", "rerun", "up", "runner"])
        {
            if (Array.IndexOf(args, verb) >= 0)
            {
                var at = Array.IndexOf(args, "--runners");
                var runners =
                    at >= 0 && at + 1 < args.Length && ulong.TryParse(args[at + 1], out var count) ? count : 1;
                return (Serving.Files + ((Math.Clamp(runners, 1, 64) - 1) * FilesOfARunner), Serving.Processes);
            }
        }

        return Looking;
    }

    private static string? FilesShort(ulong wanted) =>
        NativeStart.LimitOf(FilesLimit) is var limit && limit >= wanted
            ? null
            : $"no more than {limit} files may be open (ulimit -n), and this needs {wanted}. Raise it: ulimit -n 1024, "
                + "LimitNOFILE= of a service, --ulimit nofile of a container";

    private static string? ProcessesShort(ulong wanted)
    {
        var limit = NativeStart.LimitOf(ProcessesLimit);
        if (limit >= ManyProcesses || NativeStart.RealUser() == 0)
        {
            return null;
        }

        var used = ThreadsOf(NativeStart.RealUser());
        return used + wanted <= limit
            ? null
            : $"no more than {limit} processes and threads may run (ulimit -u), "
                + $"{used} do, and this needs {wanted} more. "
                + "End some, or raise it: ulimit -u 4096, TasksMax= of a service, --ulimit nproc of a container";
    }

    private static ulong ThreadsOf(uint user)
    {
        var count = 0ul;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(process[^1]))
            {
                try
                {
                    count += Threads(File.ReadAllLines(process + "/status"), user);
                }
                catch (IOException)
                {
                    // It ended as it was looked at.
                }
            }
        }

        return count;
    }

    private static ulong Threads(string[] status, uint user)
    {
        var isOwn = false;
        foreach (var line in status)
        {
            if (line.StartsWith("Uid:\t", StringComparison.Ordinal))
            {
                isOwn = line.Split('\t')[1] == user.ToString();
            }
            else if (isOwn && line.StartsWith("Threads:\t", StringComparison.Ordinal))
            {
                return ulong.Parse(line.AsSpan("Threads:\t".Length));
            }
        }

        return 0;
    }
}
