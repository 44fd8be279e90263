using System.Text.RegularExpressions;

namespace Rota.Core.Jobs.Shells;

/// <summary>
/// Text that one shell hands to another, or to itself, to be read once more: what was quoted for the first is code for
/// the second.
/// </summary>
/// <param name="At">Where the text begins.</param>
/// <param name="IsOneWord">Whether it ends with its word; else with the command.</param>
/// <param name="Behind">What hands it over.</param>
/// <param name="Instead">How a value gets there unread; <c>{}</c> stands for the placeholder.</param>
internal sealed partial record ReadAgain(int At, bool IsOneWord, string Behind, string Instead)
{
    private const string Blank = @"(?:[\t\x20]|\\\n)+";
    private const string Quote = """['"\\]?""";
    private const string Option = $@"(?:[-+]o{Blank}\w+|--[\w-]+|[-+]\w+)";

    /// <summary>What stands before the first word of a command, or before one that another word runs.</summary>
    private const string Begin =
        @"(?:^|[;&|()\n{!]|\b(?:if|then|elif|else|while|until|do|time|command|builtin|exec|env|sudo|nohup|nice|setsid)"
        + @"|\btimeout\s+\S+|\bxargs\b[^;&|\n]*|\b[A-Za-z_]\w*=[^\s;&|]*)\s*";

    /// <summary>The text that a word hands over which begins here; null for one that hands over none.</summary>
    public static ReadAgain? Of(string text, int at) =>
        Shell().Match(text, at) is { Success: true } shell
            ? new(
                at + shell.Length,
                IsOneWord: true,
                $"{shell.Groups["name"].Value} -c",
                "pass it as an argument: sh -c 'echo \"$1\"' sh {}"
            )
        : Eval().Match(text, at) is { Success: true } eval
            ? new(at + eval.Length, IsOneWord: false, "eval", "set a variable first: x={}; eval 'echo \"$x\"'")
        : Trap().Match(text, at) is { Success: true } trap
            ? new(at + trap.Length, IsOneWord: true, "trap", "set a variable first: x={}; trap 'rm \"$x\"' EXIT")
        : Remote().Match(text, at) is { Success: true } ssh
            ? new(
                at + ssh.Length,
                IsOneWord: false,
                "ssh",
                "pass it by standard input: printf %s {} | ssh HOST 'x=$(cat); echo \"$x\"'"
            )
        : null;

    /// <summary>Whether a stretch is all of it: who gives a whole text to be read means it to be read.</summary>
    public bool IsAll(string text, int start, int end)
    {
        if (start == At + 1 && text[At] is '"' or '\'' && end < text.Length && text[end] == text[At])
        {
            (start, end) = (start - 1, end + 1);
        }

        return start == At && (end == text.Length || Ends(text[end]));
    }

    /// <summary>Whether a character outside quotes ends it.</summary>
    public bool Ends(char next) =>
        next is '\n' or ';' or '&' or '|' or ')' || (IsOneWord && next is ' ' or '\t' or '<' or '>');

    /// <summary>In any place of a command: whoever is given it runs it.</summary>
    [GeneratedRegex(
        $$"""
            \G{{Quote}}(?:[^\s"';&|()]*/)?
            (?:(?<name>(?:ba|da|z|k|mk|a|fi)?sh|\$SHELL|\$\{SHELL\})["']?(?:{{Blank}}{{Option}})*?{{Blank}}-\w*c\w*(?:{{Blank}}(?:--|{{Option}}))*
            |(?<name>su|runuser)["']?(?:{{Blank}}[^\s;&|]+)*?{{Blank}}(?:-c|--command)
            |(?<name>flock)["']?(?:{{Blank}}-[^\s;&|]+(?:{{Blank}}\d+)?)*{{Blank}}[^\s;&|-][^\s;&|]*{{Blank}}(?:-c|--command))
            {{Blank}}
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Shell();

    [GeneratedRegex($@"(?<={Begin})\Geval{Blank}(?:--{Blank})?")]
    private static partial Regex Eval();

    [GeneratedRegex($@"(?<={Begin})\Gtrap{Blank}(?:--{Blank})?")]
    private static partial Regex Trap();

    /// <summary>Behind the host; options of one letter that take a value have it beside or behind them.</summary>
    [GeneratedRegex(
        $"""(?<={Begin})\G{Quote}(?:[^\s"';&|()]*/)?ssh["']?(?:{Blank}-(?:[BbcDEeFIiJLlmOopQRSWw](?:{Blank})?[^\s;&|]+|[^\s;&|]+))*{Blank}[^\s;&|<>-][^\s;&|<>]*{Blank}"""
    )]
    private static partial Regex Remote();
}
