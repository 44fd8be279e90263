using System.Text.RegularExpressions;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// The <c>${name}</c> of a text that its shell would fill in. One that nothing sets is empty, and
/// <c>rm -rf /data/${line}</c> is then another command.
/// </summary>
internal static partial class DollarNames
{
    /// <summary>Each name with its position: not in comments, not behind a backslash.</summary>
    public static IEnumerable<(string Name, int At)> In(string text)
    {
        var found = new List<(string, int)>();
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return found;
        }

        var scanner = new ShellScanner();
        for (var at = 0; at < text.Length; at = scanner.Advance(text, at))
        {
            if (
                text[at] == '$'
                && (at == 0 || text[at - 1] != '$')
                && scanner.Spot != ShellSpot.Comment
                && Name().Match(text, at) is { Success: true } match
            )
            {
                found.Add((match.Groups[1].Value, at));
            }
        }

        return found;
    }

    /// <summary>Whether a shell text gives a variable of this name a value.</summary>
    public static bool IsAssigned(string text, string name)
    {
        var word = Regex.Escape(name);
        return Regex.IsMatch(text, $@"(?<![\w$.{{-]){word}(\[[^\]\n]*\])?\+?=|\$\{{{word}:?=")
            || Regex.IsMatch(text, $@"\b{Assigning}\b[^\n;|&]*?(?<![\w$.{{-]){word}(?![\w.-])");
    }

    /// <summary>
    /// The one of these names that another was meant to be, or null: one error in three letters at most.
    /// </summary>
    public static string? Meant(string name, IEnumerable<string> known) =>
        known.Where(one => Nearest(name, one) * 3 <= one.Length).OrderBy(one => Nearest(name, one)).FirstOrDefault();

    private static int Nearest(string name, string one) => Problems.Nearest.Distance(name, one);

    private const string Assigning =
        "(read|for|select|local|export|declare|typeset|readonly|mapfile|readarray|getopts|printf|let)";

    [GeneratedRegex(@"\G\$\{([A-Za-z_][A-Za-z0-9_. -]*)\}")]
    private static partial Regex Name();
}
