using System.Collections.Immutable;

namespace Rota.Core.Jobs.Shells;

/// <summary>How a script text is run without a file: by its interpreter, which takes the text as an argument.</summary>
/// <param name="Words">The program and the options before the text.</param>
/// <param name="IsShell">Whether values are quoted into the text; other languages get them by the environment.</param>
public sealed record Interpreter(ImmutableArray<string> Words, bool IsShell)
{
    /// <summary>What runs a script without a first line of its own, and every <c>command</c> that is a text.</summary>
    public static readonly Interpreter Shell = new(["/bin/sh", "-c"], IsShell: true);

    /// <summary>The interpreters a first line may name, in words for a message.</summary>
    public const string Known = "sh, bash, dash, ksh, zsh, python, perl, ruby, node";

    /// <summary>
    /// The interpreter of a script, or null when its first line names one that cannot take a text as an argument.
    /// </summary>
    public static Interpreter? Of(string script)
    {
        if (!script.StartsWith("#!", StringComparison.Ordinal))
        {
            return Shell;
        }

        var words = FirstLine(script)[2..].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var program =
            words.Length > 0 && NameOf(words[0]) == "env"
                ? Array.FindIndex(words, 1, word => !word.StartsWith('-') && !word.Contains('='))
                : 0;
        if (program < 0 || program >= words.Length || Flag(NameOf(words[program])) is not var (flag, isShell))
        {
            return null;
        }

        // The kernel hands over everything after "env" as one word, hence "env -S" in first lines; here they are words
        // already.
        var kept = words.Where((word, position) => position >= program || (word != "-S" && word != "--split-string"));
        return new([.. kept, flag], isShell);
    }

    /// <summary>
    /// The text without a first line that only names the interpreter; an empty line keeps the line numbers.
    /// </summary>
    public static string Body(string script) =>
        script.StartsWith("#!", StringComparison.Ordinal) ? script[FirstLine(script).Length..] : script;

    private static string FirstLine(string script) => script.IndexOf('\n') is var end and >= 0 ? script[..end] : script;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static (string Flag, bool IsShell)? Flag(string name) =>
        name.TrimEnd("0123456789.".ToCharArray()) switch
        {
            "sh" or "bash" or "dash" or "ksh" or "zsh" => ("-c", true),
            "python" => ("-c", false),
            "perl" or "ruby" or "node" => ("-e", false),
            _ => null,
        };
}
