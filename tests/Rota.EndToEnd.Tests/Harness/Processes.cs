using System.Runtime.InteropServices;
using System.Text;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>Processes as /proc shows them.</summary>
internal static partial class Processes
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int SigCont = 18;
    public const int SigStop = 19;

    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    /// <summary>Whether it is stopped, all of its threads.</summary>
    public static bool IsStopped(int pid) =>
        Directory.Exists($"/proc/{pid}")
        && Directory.GetDirectories($"/proc/{pid}/task").All(task => State(task) is 'T' or 't');

    private static char State(string directory)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(directory, "stat"));
            return text[text.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'T';
        }
    }

    public static bool Lives(int pid) => Kill(pid, 0) == 0 && !IsZombie(pid);

    /// <summary>
    /// Processes with this word and the state's path in their command line. Not their children, which show the same one
    /// between fork and exec: whoever kills a keeper must not kill a task instead.
    /// </summary>
    public static int[] OfRole(string role, string state)
    {
        bool Is(int pid) => Words(pid, "cmdline") is [_, var word, var path, ..] && word == role && path == state;
        var named = All().Where(Is).ToHashSet();

        // A second look: a child has become what it was forked for by now, or has ended.
        return [.. named.Where(pid => !named.Contains(ParentOf(pid)) && Is(pid))];
    }

    /// <summary>Whether it leads a session: a task does, and not what it forks, whatever that shows itself as.</summary>
    public static bool LeadsSession(int pid) => Number(pid, 2) == pid;

    private static int ParentOf(int pid) => Number(pid, 0);

    /// <summary>A number of /proc/PID/stat, counted from that of the parent; 0 for one that is gone.</summary>
    private static int Number(int pid, int place)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[place], null);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Living processes whose environment carries the mark of an attempt of the state: tasks and what they left.</summary>
    public static int[] OfTasks(string state) =>
        [.. All().Where(pid => Array.Exists(Words(pid, "environ"),
            entry => entry.StartsWith("ROTA_", StringComparison.Ordinal) && entry.EndsWith("@" + state, StringComparison.Ordinal)) && Lives(pid))];

    /// <summary>Processes that run exactly these words, with the state's path in their environment.</summary>
    public static int[] Running(string state, params string[] words) =>
        [.. All().Where(pid => Words(pid, "cmdline").SequenceEqual(words)
            && Words(pid, "environ").Contains("ROTA_STATE=" + state))];

    /// <summary>All that has anything to do with a path.</summary>
    public static int[] Naming(string path) =>
        [.. All().Where(pid => pid != Environment.ProcessId && Lives(pid)
            && (Array.Exists(Words(pid, "cmdline"), word => word.Contains(path, StringComparison.Ordinal))
                || Array.Exists(Words(pid, "environ"), word => word.Contains(path, StringComparison.Ordinal))))];

    public static string Describe(int pid) => $"{pid} {string.Join(' ', Words(pid, "cmdline"))}";

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0).Where(pid => pid > 0);

    private static string[] Words(int pid, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/{file}")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsZombie(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..] is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
