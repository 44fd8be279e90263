using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;
using Rota.Core.Problems;

namespace Rota.Core.Jobs.Checks;

/// <summary>Whether a name in braces that is no column was meant to be one.</summary>
internal static partial class ColumnCheck
{
    /// <summary>
    /// What is wrong, or null for braces of the command's own: awk and others write <c>{print}</c> in quotes; elsewhere
    /// only a placeholder looks like this.
    /// </summary>
    public static (string Message, string Hint)? Of(
        Command command,
        Placeholder placeholder,
        ImmutableArray<string> columns
    )
    {
        var name = WithoutPrefix(placeholder.Name);
        var meant = WithoutPrefix(name).Trim();
        var nearest = Nearest.Of(meant, columns);
        var isNear = nearest is not null && Nearest.Distance(meant, nearest) * 2 <= nearest.Length;
        var isBare = command.Kind != CommandKind.Argv && placeholder.Spot == ShellSpot.Bare;
        if (
            !isNear
            && !(
                (isBare || !IsOtherLanguage(command))
                && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            )
        )
        {
            return null;
        }

        var hint = isNear
            ? $"did you mean {{{nearest}}}?"
            : $"there are {string.Join(", ", columns.Take(ShownMax).Select(column => $"{{{column}}}"))}";
        return ($"there is no column \"{name}\" for {placeholder.Text}", hint + ForeignBraces.OrOwn(placeholder.Text));
    }

    /// <summary>Whether the command is of a program whose texts have such braces.</summary>
    public static bool IsOtherLanguage(Command command) => command.Words.Any(word => Languages().IsMatch(word));

    [GeneratedRegex(@"(?<![\w.-])([gmn]?awk|jq|gojq|yq|sed|perl|python[\d.]*|ruby|node|php|lua|tclsh)(?![\w.-])")]
    private static partial Regex Languages();

    private const int ShownMax = 20;

    private static string WithoutPrefix(string name) =>
        name.StartsWith(Placeholder.Column, StringComparison.Ordinal) ? name[Placeholder.Column.Length..] : name;
}
