using System.Collections.Immutable;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>The words of a command as templates: what is checked when it is read is what is filled in later.</summary>
internal static class CommandTemplates
{
    /// <summary>A template for each word.</summary>
    public static ImmutableArray<Template> Of(Command command)
    {
        var isScript = command.Kind == CommandKind.Script;
        if (command is not { Kind: CommandKind.Argv, Dialect: Dialect.Braces })
        {
            return
            [
                .. command.Words.Select(word =>
                    Template.Parse(isScript ? Interpreter.Body(word) : word, command.Dialect)
                ),
            ];
        }

        var isOwn = OwnBraces.Among(command.Words);
        return [.. command.Words.Select((word, at) => TemplateParser.Parse(word, Dialect.Braces, isOwn[at]))];
    }

    /// <summary>
    /// The placeholders of a program's arguments that stand in a text which a shell reads: found as in a line of a shell,
    /// for whoever writes <c>sh -c</c> means the same in both.
    /// </summary>
    public static IEnumerable<Placeholder> ReadByShells(ImmutableArray<string> words, Dialect dialect) =>
        Template
            .Parse(string.Join(' ', words.Select(ShellQuote.Word)), dialect)
            .Placeholders.Where(placeholder => placeholder.ReadAgain is not null);
}
