using System.ComponentModel;
using System.Diagnostics;
using Rota.App.Problems;

namespace Rota.Cli.Rendering;

/// <summary>Shows a page to who asked for it.</summary>
internal static class Browser
{
    private const string Usual = "xdg-open";
    private static readonly string[] Signs = ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY"];

    /// <summary>Whether a window could be shown: somebody named a browser, or there is a display.</summary>
    public static bool IsThere => Signs.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

    /// <summary>Has a program show a file or an address, and does not wait for its window to be closed.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ProblemException">No program could be started.</exception>
    public static int Open(string file)
    {
        var program = Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } stated ? stated : Usual;
        try
        {
            using var shown = Process.Start(new ProcessStartInfo(program, [file]) { UseShellExecute = false });
            return ExitCode.Success;
        }
        catch (Win32Exception error)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{program} cannot be started: {error.Message}",
                $"open it yourself: {file}",
                "or name a program in BROWSER"
            );
        }
    }
}
