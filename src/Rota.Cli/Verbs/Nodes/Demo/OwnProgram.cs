using System.Diagnostics;
using Rota.App.Problems;
using Rota.Cell.Joining;
using Rota.Cli.Rendering;
using Rota.Node.Machine;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>This program, as the demo has it run: each command is shown, so that anybody can type the same.</summary>
/// <param name="binary">The program.</param>
internal sealed class OwnProgram(string binary)
{
    /// <summary>Runs a verb on a state, and waits for its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="ProblemException">It failed: with what it said.</exception>
    public string Run(string state, params string[] words)
    {
        Show(state, words);
        var start = new ProcessStartInfo(binary, ["--state", state, .. words])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == ExitCode.Success
            ? printed
            : throw new ProblemException(
                ProblemCodes.NotUp,
                $"the demo stops: rota {string.Join(' ', words)} failed: {said.Result.Trim()}"
            );
    }

    /// <summary>Starts a verb on a state in the background.</summary>
    public void Start(string state, params string[] words)
    {
        Show(state, words);
        _ = new SelfProcess(binary).Start(["--state=" + state, .. words], Path.Combine(state, words[0] + ".log"));
    }

    private static void Show(string state, string[] words) =>
        Screen.Error.WriteLine($"$ rota --state {state} {string.Join(' ', words.Select(Quoted))}");

    private static string Quoted(string word) =>
        word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'"
        : word.StartsWith(TokenText.Prefix, StringComparison.Ordinal) ? "TOKEN"
        : word;
}
