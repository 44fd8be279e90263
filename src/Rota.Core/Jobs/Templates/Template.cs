using System.Collections.Immutable;
using System.Text;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>A text with placeholders: parsed once, rendered for many tasks.</summary>
public sealed class Template
{
    private readonly ImmutableArray<Segment> segments;

    private Template(ImmutableArray<Segment> segments, ImmutableArray<string> foreign)
    {
        this.segments = segments;
        Foreign = foreign;
        Placeholders =
        [
            .. segments.Where(segment => segment.Placeholder is not null).Select(segment => segment.Placeholder!),
        ];
    }

    /// <summary>The placeholders, in order.</summary>
    public ImmutableArray<Placeholder> Placeholders { get; }

    /// <summary>
    /// Each <c>${...}</c> that is not Rota's, as written: a shell's own, or a mistake where there is no shell.
    /// </summary>
    public ImmutableArray<string> Foreign { get; }

    /// <summary>Whether a text has no placeholder and no escape, whatever its dialect.</summary>
    public static bool IsPlain(string text) => !text.Contains('{');

    /// <summary>Reads a template. Every text is one: what is no placeholder stands for itself.</summary>
    public static Template Parse(string text, Dialect dialect = Dialect.Dollar) => TemplateParser.Parse(text, dialect);

    /// <summary>Writes a text so that a template of the dollar dialect renders to exactly it.</summary>
    public static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    /// <summary>
    /// The text with values in place of the placeholders. A placeholder nothing answers to stays as written.
    /// </summary>
    public string Render(IVariables variables, Quoting quoting = Quoting.None)
    {
        if (segments is [{ Placeholder: null } only])
        {
            return only.Literal;
        }

        var text = new StringBuilder();
        foreach (var (literal, placeholder) in segments)
        {
            if (placeholder is null)
            {
                text.Append(literal);
            }
            else
            {
                Append(text, placeholder, variables, quoting);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether the text is nothing but <c>{}</c>: then each value is an argument of its own.</summary>
    internal bool IsAllValues => segments is [{ Placeholder: { Name: Placeholder.All, Part: PathPart.Whole } }];

    /// <summary>Whether the template has a placeholder that these variables answer to.</summary>
    internal bool Uses(IVariables variables) =>
        Placeholders.Any(placeholder =>
            placeholder.Name switch
            {
                Placeholder.All => variables.Values.Length > 0,
                // It is used, though nobody knows its value before the task starts.
                Placeholder.Slot => true,
                _ => Single(placeholder, variables) is not null,
            }
        );

    /// <summary>The template with some of its placeholders replaced for good, by templates of their own.</summary>
    internal string Settle(Func<string, string?> replacement) =>
        string.Concat(
            segments.Select(segment =>
                segment.Placeholder is { } placeholder
                    ? replacement(placeholder.Name) ?? placeholder.Text
                    : Escape(segment.Literal)
            )
        );

    internal static Template Of(ImmutableArray<Segment> segments, ImmutableArray<string> foreign) =>
        new(segments, foreign);

    private static void Append(StringBuilder text, Placeholder placeholder, IVariables variables, Quoting quoting)
    {
        if (quoting == Quoting.Shell && placeholder.Spot is ShellSpot.Comment or ShellSpot.Unquotable)
        {
            text.Append(placeholder.Text);
            return;
        }

        if (placeholder.Name == Placeholder.All && !variables.Values.IsEmpty)
        {
            var isFirst = true;
            foreach (var value in variables.Values)
            {
                text.Append(isFirst ? "" : " ");
                Append(text, placeholder, value, quoting);
                isFirst = false;
            }
        }
        else if (Single(placeholder, variables) is { } value)
        {
            Append(text, placeholder, value, quoting);
        }
        else
        {
            text.Append(placeholder.Text);
        }
    }

    private static void Append(StringBuilder text, Placeholder placeholder, string value, Quoting quoting)
    {
        var part = PathParts.Of(value, placeholder.Part);
        if (quoting == Quoting.None)
        {
            text.Append(part);
        }
        else
        {
            ShellQuote.Append(text, part, placeholder);
        }
    }

    private static string? Single(Placeholder placeholder, IVariables variables) =>
        placeholder.Position is { } position
            ? variables.Values.ElementAtOrDefault(position) ?? variables.Value(placeholder.Name)
            : variables.Value(placeholder.Name);

    /// <summary>A stretch of literal text, or a placeholder.</summary>
    internal readonly record struct Segment(string Literal, Placeholder? Placeholder);
}

/// <summary>How values are written into a template.</summary>
public enum Quoting
{
    /// <summary>As they are: for an argument, a path, an environment variable.</summary>
    None,

    /// <summary>So that a shell reads them back unchanged.</summary>
    Shell,
}
