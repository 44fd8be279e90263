using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>What documents print for people to copy.</summary>
internal static partial class Document
{
    private static readonly string[] WithCommands =
    [
        "README.md", "examples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(RotaBinary.Root, "examples"), "*.yaml").Order().Select(RelativePath),
    ];

    /// <summary>The documents of the verbs and the job file.</summary>
    public static IEnumerable<string> Manuals { get; } =
    [
        "README.md", "examples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(RotaBinary.Root, "docs"), "*.md").Order().Select(RelativePath),
    ];

    /// <summary>Every command line of Rota in a code block, or in the head of an example; each once.</summary>
    public static IEnumerable<string> Commands =>
        WithCommands.SelectMany(file => file.EndsWith(".md", StringComparison.Ordinal)
                ? Blocks(file).SelectMany(block => CommandLine().Matches(block))
                : CommentedCommandLine().Matches(Text(file)))
            .Select(match => match.Groups["command"].Value.Trim())
            .DistinctBy(command => WithoutComment(command.Replace("./rota", "rota", StringComparison.Ordinal)));

    public static string Text(string file) => File.ReadAllText(Path.Combine(RotaBinary.Root, file));

    /// <summary>The fenced blocks of a document, without their fences.</summary>
    public static IEnumerable<string> Blocks(string file) =>
        Fenced().Matches(Text(file)).Select(match => match.Groups["block"].Value);

    /// <summary>Commands in the running text and in tables: <c>rota VERB ...</c> between backticks.</summary>
    public static IEnumerable<string> Mentions(string file) =>
        Inline().Matches(Fenced().Replace(Text(file), "")).Select(match => match.Groups["command"].Value);

    private static string WithoutComment(string command) => Comment().Replace(command, "");

    private static string RelativePath(string path) => Path.GetRelativePath(RotaBinary.Root, path);

    [GeneratedRegex(@"^```[^\n]*\n(?<block>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^(?<command>(?:\./)?rota .*)$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"^# +(?<command>rota .*)$", RegexOptions.Multiline)]
    private static partial Regex CommentedCommandLine();

    [GeneratedRegex("`(?<command>rota [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@" +# .*$")]
    private static partial Regex Comment();
}
