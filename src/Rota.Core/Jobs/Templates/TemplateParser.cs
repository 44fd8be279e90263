using System.Collections.Immutable;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>Cuts a text into literals and placeholders, and notes how a shell would read the spot of each.</summary>
internal ref struct TemplateParser
{
    private readonly string text;
    private readonly bool isOwn;
    private readonly IReadOnlyList<Range> own;
    private readonly ShellScanner scanner = new();
    private readonly ImmutableArray<Template.Segment>.Builder segments =
        ImmutableArray.CreateBuilder<Template.Segment>();
    private readonly ImmutableArray<string>.Builder foreign = ImmutableArray.CreateBuilder<string>();
    private int literalStart;

    private TemplateParser(string text, Dialect dialect, bool isOwn)
    {
        this.text = text;
        this.isOwn = isOwn;
        own = dialect == Dialect.Braces && !isOwn ? OwnBraces.In(text) : [];
    }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Its placeholders.</param>
    /// <param name="isOwn">Whether a <c>{}</c> in it is the command's own.</param>
    public static Template Parse(string text, Dialect dialect, bool isOwn = false)
    {
        if (Template.IsPlain(text))
        {
            return Template.Of([new(text, null)], []);
        }

        var parser = new TemplateParser(text, dialect, isOwn);
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
        if (
            text[at] == '\\'
            && at + 1 < text.Length
            && text[at + 1] == '{'
            && BracesGrammar.At(text, at + 1) is not null
        )
        {
            EndLiteral(at);
            literalStart = at + 1;
            scanner.PassPlaceholder();
            return at + 2;
        }

        if (
            text[at] != '{'
            || (at > 0 && text[at - 1] == '$')
            || BracesGrammar.At(text, at) is not { End: var end } braces
        )
        {
            return null;
        }

        if (braces.Name is null)
        {
            if (scanner.Spot != ShellSpot.Comment)
            {
                foreign.Add(text[at..end]);
            }

            return null;
        }

        if (braces is { Name: Placeholder.All, Part: PathPart.Whole } && IsOwn(at))
        {
            return null;
        }

        Place(at, end, braces.Name, braces.Part, braces.Position);
        return end;
    }

    private readonly bool IsOwn(int at)
    {
        if (isOwn)
        {
            return true;
        }

        foreach (var range in own)
        {
            if (at >= range.Start.Value && at < range.End.Value)
            {
                return true;
            }
        }

        return false;
    }

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
                    At = start,
                    Trouble = scanner.Trouble,
                    ReadAgain = scanner.TextAround(text, start, end),
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
