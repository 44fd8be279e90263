using System.Text;
using Rota.Linux.Files;

namespace Rota.Linux.Processes;

/// <summary>What a living process of an attempt still shows of its order.</summary>
internal static class ProcessTraces
{
    /// <summary>A variable in the environment that a process began with, or null.</summary>
    public static string? VariableOf(int pid, string name)
    {
        try
        {
            var environment = Shortage.Outwait(() => File.ReadAllBytes($"/proc/{pid}/environ"));
            var wanted = Encoding.ASCII.GetBytes(name + "=");
            foreach (var range in environment.AsSpan().Split((byte)0))
            {
                var entry = environment.AsSpan()[range];
                if (entry.StartsWith(wanted))
                {
                    return Encoding.UTF8.GetString(entry[wanted.Length..]);
                }
            }
        }
        catch (IOException)
        {
            // It ended while it was looked at.
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's process carries no mark of ours.
        }

        return null;
    }

    /// <summary>
    /// Paths that a process's standard output and error go to; none where it is gone or not ours to look into.
    /// </summary>
    public static IEnumerable<string> OutputsOf(int pid)
    {
        for (var descriptor = 1; descriptor <= 2; descriptor++)
        {
            string? target;
            try
            {
                target = new FileInfo($"/proc/{pid}/fd/{descriptor}").LinkTarget;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (target is not null)
            {
                yield return target;
            }
        }
    }
}
