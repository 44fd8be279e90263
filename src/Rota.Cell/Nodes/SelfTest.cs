using System.ComponentModel;
using System.Diagnostics;

namespace Rota.Cell.Nodes;

/// <summary>
/// Whether this machine can start a process at all. One that cannot is empty, and would win every choice among nodes.
/// </summary>
/// <param name="program">A program that does nothing and ends well.</param>
/// <param name="arguments">What it is told.</param>
public sealed class SelfTest(string program, IReadOnlyList<string> arguments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Tries it.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public string? Run()
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return $"{program} does not end";
            }

            return process.ExitCode == 0 ? null : $"{program} ends with {process.ExitCode}";
        }
        catch (Exception error) when (error is Win32Exception or IOException or InvalidOperationException)
        {
            return $"no process can be started: {error.Message}";
        }
    }
}
