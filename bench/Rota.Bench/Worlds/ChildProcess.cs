using System.Diagnostics;

namespace Rota.Bench.Worlds;

/// <summary>This program once more, as another process.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it; its standard output is read by the caller.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <summary>What it printed, once it has ended well.</summary>
    public static string Finish(Process process)
    {
        using (process)
        {
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? text
                : throw new InvalidOperationException($"process {process.Id} ended with {process.ExitCode}");
        }
    }
}
