using System.Text;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>
/// The processes that have to do with a directory: those that name it, or a file in it, in their command line or their
/// environment. What is said of them is meant as if it befell the machine that they stand for.
/// </summary>
/// <param name="directory">Its absolute path.</param>
public sealed class DirectoryProcesses(string directory)
{
    private const int LooksMax = 20;
    private readonly byte[] path = Encoding.UTF8.GetBytes(directory);

    /// <summary>Ends all at once: none of them sees another end before.</summary>
    public void Kill()
    {
        for (var look = 0; look < LooksMax && All() is { Length: > 0 } some; look++)
        {
            Signal(some, Native.SigStop);
            Signal(some, Native.SigKill);
        }
    }

    /// <summary>Stops all, as a machine that hangs.</summary>
    public void Freeze() => Signal(All(), Native.SigStop);

    /// <summary>Lets all go on.</summary>
    public void Thaw() => Signal(All(), Native.SigCont);

    private static void Signal(ProcessEntry[] processes, int signal)
    {
        foreach (var process in processes)
        {
            ProcessHandle.Signal(process.Pid, process.StartTicks, signal);
        }
    }

    private ProcessEntry[] All() =>
        [
            .. ProcessTable
                .All()
                .Where(process => !process.IsZombie && process.Pid != Environment.ProcessId)
                .Where(process => Names($"/proc/{process.Pid}/cmdline") || Names($"/proc/{process.Pid}/environ")),
        ];

    private bool Names(string file)
    {
        try
        {
            ReadOnlySpan<byte> text = File.ReadAllBytes(file);
            for (int at; (at = text.IndexOf(path)) >= 0; text = text[(at + path.Length)..])
            {
                // A longer name that begins so is another directory.
                if (at + path.Length == text.Length || text[at + path.Length] is 0 or (byte)'/')
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is not ours to see.
            return false;
        }
    }
}
