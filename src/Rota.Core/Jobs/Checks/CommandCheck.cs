using System.Collections.Immutable;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.Jobs.Checks;

/// <summary>
/// Finds what GNU parallel would fill in and Rota would not, in the command of a line, before a task starts.
/// </summary>
public static class CommandCheck
{
    /// <summary>Whether the command has a place for an input: without a list of any the next best is asked.</summary>
    public static bool UsesInputs(Command command) =>
        CommandTemplates
            .Of(command)
            .Select((template, word) => (template, text: command.Words[word]))
            .Any(pair =>
                pair.template.Placeholders.Any(placeholder =>
                    IsRead(command, placeholder)
                    && (
                        placeholder.Name == Placeholder.All
                        || (placeholder.Position == 0 && !IsRepeat(pair.text, placeholder))
                    )
                )
            );

    /// <summary>All that is wrong.</summary>
    /// <param name="command">The command of a line.</param>
    /// <param name="expansion">What it is run for.</param>
    /// <param name="isVariable">Whether the tasks have a variable of this name; by default they have none.</param>
    public static ImmutableArray<(string Message, string Hint)> Problems(
        Command command,
        Expansion expansion,
        Func<string, bool>? isVariable = null
    )
    {
        var inputs =
            expansion.Count == 0 ? 0
            : expansion is Expansion.Table table ? table.Columns.Length
            : expansion.Values(0).Length;
        var templates = CommandTemplates.Of(command);
        return
        [
            .. templates.SelectMany(
                (template, word) =>
                    template
                        .Foreign.Where(text => inputs > 0 || !BracesGrammar.NeedsInputs(text))
                        .Select(ForeignBraces.Problem)
                        .Concat(
                            JobFileNames.Problems(command, command.Words[word], expansion, isVariable ?? (_ => false))
                        )
                        .Concat(
                            template
                                .Placeholders.Where(placeholder => IsRead(command, placeholder))
                                .Select(placeholder =>
                                    Unknown(command, command.Words[word], placeholder, expansion, inputs)
                                    ?? (
                                        command.Kind == CommandKind.Argv || !IsAnswered(placeholder, expansion, inputs)
                                            ? null
                                        : SpotCheck.Of(placeholder, SpotCheck.Values(placeholder, expansion))
                                            is var (told, hint)
                                            ? (Placed(placeholder, told), hint)
                                        : null
                                    )
                                )
                                .Where(problem => problem is not null)
                                .Select(problem => problem!.Value)
                        )
            ),
            .. command.Kind == CommandKind.Argv
                ? CommandTemplates
                    .ReadByShells(command.Words, command.Dialect)
                    .Where(placeholder => IsAnswered(placeholder, expansion, inputs))
                    .Select(placeholder => SpotCheck.OfText(placeholder, SpotCheck.Values(placeholder, expansion)))
                    .OfType<(string, string)>()
                : [],
        ];
    }

    private static string Placed(Placeholder placeholder, string message) =>
        $"{message} (character {placeholder.At + 1} of the command)";

    // A comment is no part of what is run; arguments have none.
    private static bool IsRead(Command command, Placeholder placeholder) =>
        command.Kind == CommandKind.Argv || placeholder.Spot != ShellSpot.Comment;

    private static (string Message, string Hint)? Unknown(
        Command command,
        string text,
        Placeholder placeholder,
        Expansion expansion,
        int inputs
    )
    {
        if (IsAnswered(placeholder, expansion, inputs))
        {
            return null;
        }

        if (placeholder.Position is not null)
        {
            return IsRepeat(text, placeholder)
                ? null
                : (
                    $"{placeholder.Text} is not filled in: "
                        + inputs switch
                        {
                            0 => "there are no inputs",
                            1 => "there is one input for each task",
                            _ => $"there are {inputs} inputs for each task",
                        },
                    (inputs == 0 ? "give lists after :::" : $"the last one is {{{inputs}}}")
                        + ForeignBraces.OrOwn(placeholder.Text)
                );
        }

        if (!placeholder.Name.StartsWith(Placeholder.Column, StringComparison.Ordinal) || inputs == 0)
        {
            return null;
        }

        if (BracesGrammar.NeedsInputs(placeholder.Text))
        {
            return ForeignBraces.Problem(placeholder.Text);
        }

        var name = placeholder.Name[Placeholder.Column.Length..];
        return expansion is Expansion.Table { Columns: var columns } ? ColumnCheck.Of(command, placeholder, columns)
            : JobFileNames.IsOne(name) && !ColumnCheck.IsOtherLanguage(command)
                ? (
                    $"{placeholder.Text} is not filled in",
                    (JobFileNames.Instead(name, expansion) ?? "write {}") + ForeignBraces.OrOwn(placeholder.Text)
                )
            : null;
    }

    private static bool IsAnswered(Placeholder placeholder, Expansion expansion, int inputs) =>
        placeholder.Name == Placeholder.All ? inputs > 0
        : placeholder.Position is { } position ? position < inputs
        : placeholder.Name is Placeholder.Sequence or Placeholder.Slot
            || (expansion.Count > 0 && expansion.Variable(placeholder.Name, 0) is not null);

    /// <summary>Whether it is how often a regular expression repeats what is before it: <c>[0-9]{4}</c>.</summary>
    private static bool IsRepeat(string text, Placeholder placeholder) =>
        placeholder is { Part: PathPart.Whole, At: > 0 and var at }
        && (text[at - 1] is ']' or ')' || (at > 1 && text[at - 2] == '\\'));
}
