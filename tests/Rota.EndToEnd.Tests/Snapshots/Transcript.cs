using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>
/// Commands and what they printed to pipes: standard output as it is, each line of standard error behind an exclamation
/// mark, the exit code.
/// </summary>
internal sealed partial class Transcript : IDisposable
{
    private readonly StringBuilder text = new();

    public RotaState Rota { get; } = new();

    /// <summary>Runs a command and writes it down.</summary>
    public Transcript Does(params string[] words) => Writes(Rota.Run(words), words);

    /// <summary>Runs a command that is only the way to what is looked at.</summary>
    public Transcript After(params string[] words)
    {
        Rota.Run(words);
        return this;
    }

    /// <summary>Writes down a command that has run.</summary>
    public Transcript Writes(Outcome outcome, params string[] words)
    {
        text.Append("$ rota ").AppendJoin(' ', words.Select(Quoted)).Append('\n');
        Append("", outcome.Out);
        Append("! ", outcome.Error);
        text.Append($"[exit {outcome.ExitCode}]\n\n");
        return this;
    }

    /// <summary>Compares all that was written down with the snapshot of the calling test.</summary>
    public void Matches([CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Compare(Normaliser.Apply(Text), file, test);

    /// <summary>Compares without normalising but the directory: for texts that are the same everywhere.</summary>
    public void MatchesVerbatim([CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Compare(Text, file, test);

    public void Dispose() => Rota.Dispose();

    private string Text => text.ToString().Replace(Rota.Root, "<dir>", StringComparison.Ordinal);

    private static void Compare(string actual, string file, string test) =>
        Snapshot.Matches($"{Path.GetFileNameWithoutExtension(file)}.{test}", actual.TrimEnd('\n') + "\n");

    private void Append(string mark, string printed)
    {
        if (printed.Length == 0)
        {
            return;
        }

        // What an editor or a diff would hide is made visible.
        var lines = printed.Replace('\r', '␍').Replace('\0', '␀').TrimEnd('\n').Split('\n');
        text.AppendJoin("", lines.Select(line => mark + line + "\n"));
        text.Append(printed.EndsWith('\n') ? "" : "(no newline at the end)\n");
    }

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word}'";

    [GeneratedRegex(@"^[\w./:=,%+-]+$")]
    private static partial Regex Plain();
}
