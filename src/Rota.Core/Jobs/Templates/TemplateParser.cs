using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Jobs.Templates;

/// <summary>Cuts a text into literals and placeholders, and notes how a shell would read the spot of each.</summary>
internal ref struct TemplateParser
{
    // A name that turns out to be none stays in the text, so it must not hold anything that changes the quoting.
    private static readonly SearchValues<char> ColumnCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ .-"
    );

    private readonly string text;
    private readonly ShellScanner scanner = new();
    private readonly ImmutableArray<Template.Segment>.Builder segments =
        ImmutableArray.CreateBuilder<Template.Segment>();
    private readonly ImmutableArray<string>.Builder foreign = ImmutableArray.CreateBuilder<string>();
    private int literalStart;

    private TemplateParser(string text) => this.text = text;

    /// <summary>Reads a template.</summary>
    public static Template Parse(string text, Dialect dialect)
    {
        if (Template.IsPlain(text))
        {
            return Template.Of([new(text, null)], []);
        }

        var parser = new TemplateParser(text);
        parser.Run(dialect);
        return Template.Of(parser.segments.ToImmutable(), parser.foreign.ToImmutable());
    }

    private void Run(Dialect dialect)
    {
        var at = 0;
        while (at < text.Length)
        {
            at = (dialect == Dialect.Dollar ? Dollar(at) : Braces(at)) ?? scanner.Advance(text, at);
        }

        EndLiteral(text.Length);
    }

    private int? Dollar(int at)
    {
        if (text[at] != '$')
        {
            return null;
        }

        if (string.CompareOrdinal(text, at, "$${", 0, 3) == 0)
        {
            EndLiteral(at);
            literalStart = at + 1;
            scanner.OpenBrace();
            return at + 3;
        }

        if (string.CompareOrdinal(text, at, "${", 0, 2) != 0)
        {
            return null;
        }

        var length = text.AsSpan(at + 2).IndexOfAny("{}\n");
        if (length < 0 || text[at + 2 + length] != '}')
        {
            foreign.Add(text.AsSpan(at).Length > 40 ? text.Substring(at, 40) : text[at..]);
            return null;
        }

        var end = at + length + 3;
        var name = text.Substring(at + 2, length);
        if (!TemplateNames.IsOurs(name))
        {
            foreign.Add(text[at..end]);
            return null;
        }

        Place(at, end, name, PathPart.Whole, null);
        return end;
    }

    private int? Braces(int at)
    {
        if (text[at] != '{' || (at > 0 && text[at - 1] == '$'))
        {
            return null;
        }

        var length = text.AsSpan(at + 1).IndexOf('}');
        if (length < 0)
        {
            return null;
        }

        var end = at + length + 2;
        var inside = text.AsSpan(at + 1, length);
        if (inside is "#")
        {
            Place(at, end, Placeholder.Sequence, PathPart.Whole, null);
            return end;
        }

        var digits = inside.IndexOfAnyExceptInRange('0', '9') is var stop and >= 0 ? stop : inside.Length;
        if (PartOf(inside[digits..]) is { } part && digits < 6)
        {
            if (digits == 0)
            {
                Place(at, end, Placeholder.All, part, null);
                return end;
            }

            var position = int.Parse(inside[..digits], CultureInfo.InvariantCulture);
            if (position > 0)
            {
                Place(at, end, inside[..digits].ToString(), part, position - 1);
                return end;
            }
        }
        else if (!inside.ContainsAnyExcept(ColumnCharacters))
        {
            Place(at, end, "csv." + inside.ToString(), PathPart.Whole, null);
            return end;
        }

        return null;
    }

    private static PathPart? PartOf(ReadOnlySpan<char> suffix) =>
        suffix switch
        {
            "" => PathPart.Whole,
            "." => PathPart.WithoutExtension,
            "/" => PathPart.Name,
            "//" => PathPart.Directory,
            "/." => PathPart.NameWithoutExtension,
            _ => null,
        };

    private void Place(int start, int end, string name, PathPart part, int? position)
    {
        EndLiteral(start);
        segments.Add(
            new(
                "",
                new(text[start..end], name, part, scanner.Spot)
                {
                    IsTight = FollowsShellVariable(start) || (end < text.Length && text[end] is '<' or '>'),
                    Position = position,
                }
            )
        );
        scanner.PassPlaceholder();
        literalStart = end;
    }

    private readonly bool FollowsShellVariable(int start)
    {
        var at = start - 1;
        while (at >= 0 && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at--;
        }

        return at >= 0 && at < start - 1 && text[at] == '$';
    }

    private void EndLiteral(int end)
    {
        if (end > literalStart)
        {
            segments.Add(new(text[literalStart..end], null));
        }

        literalStart = end;
    }
}
