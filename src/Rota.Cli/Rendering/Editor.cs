using System.Diagnostics;
using System.Runtime.InteropServices;
using Rota.App.Problems;

namespace Rota.Cli.Rendering;

/// <summary>The editor of who sits at the terminal.</summary>
internal static class Editor
{
    private const string Usual = "vi";
    private const int NotFound = 127;

    /// <summary>Editors that open a file at a line named by +N.</summary>
    private static readonly string[] TakesLine = ["vi", "vim", "nvim", "view", "nano", "emacs", "joe", "kak", "micro"];

    /// <summary>Has a file edited, and waits for the end of that.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line to show, from 1; null for the first.</param>
    /// <exception cref="ProblemException">There is no editor, or it says that it failed.</exception>
    public static void Open(string file, int? line)
    {
        var command = Stated("VISUAL") ?? Stated("EDITOR") ?? Usual;
        string[] place = line is { } number && TakesLine.Contains(NameOf(command)) ? [$"+{number}"] : [];

        // Ctrl-C is the editor's while it has the terminal.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var editor = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"{command} \"$@\"", command, .. place, file])
            {
                UseShellExecute = false,
            }
        )!;
        editor.WaitForExit();
        if (editor.ExitCode != 0)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                editor.ExitCode == NotFound
                    ? $"the editor {command} cannot be started; nothing was changed"
                    : $"the editor {command} ended with exit code {editor.ExitCode}; nothing was changed",
                "name one that waits in VISUAL or EDITOR, such as 'code -w'",
                "or give the changed job file with --file"
            );
        }
    }

    private static string? Stated(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } command && !string.IsNullOrWhiteSpace(command)
            ? command
            : null;

    private static string NameOf(string command) => Path.GetFileName(command.Trim().Split(' ')[0]);
}
