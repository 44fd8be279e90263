using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rota.Cli.Invoking;
using Rota.Core.Jobs;

namespace Rota.Cli.Sources;

/// <summary>
/// How items of lists become values of tasks, as GNU parallel's <c>--colsep</c>, <c>--header</c>, <c>--link</c> and
/// <c>-N</c> say.
/// </summary>
internal sealed class InputShape
{
    private readonly Regex? separator;
    private readonly bool hasHeader;
    private readonly int? together;

    /// <summary>Reads the options.</summary>
    public InputShape(Invocation cli, SubmitOptions options)
    {
        separator = cli.Get(options.ColumnSeparator) is { } pattern ? Separator(pattern) : null;
        hasHeader = cli.Get(options.Header) switch
        {
            null => false,
            ":" => true,
            var other => throw OneLiner.Usage(
                $"--header {other}: only the first line can be one",
                "write --header : for names in the first item of each list"
            ),
        };
        Links = cli.Get(options.Link);
        together = cli.Get(options.MaxArguments);
        if (together < 0)
        {
            throw OneLiner.Usage($"-N {together}: it must be a number of values from 0");
        }
    }

    /// <summary>Whether all lists go side by side, the shorter ones again and again.</summary>
    public bool Links { get; }

    /// <summary>Whether any of the options is there.</summary>
    public bool IsStated => separator is not null || hasHeader || Links || together is not null;

    /// <summary>The columns of one list.</summary>
    public InputColumns Columns(ImmutableArray<string> items)
    {
        var rows = items
            .Select(item => separator is null ? [item] : ImmutableArray.Create(separator.Split(item)))
            .ToList();
        var names = hasHeader && rows.Count > 0 ? rows[0] : [];
        return new InputColumns(names, hasHeader ? [.. rows.Skip(1)] : rows);
    }

    /// <summary>The tasks of all lists together.</summary>
    public Expansion Tasks(InputColumns columns)
    {
        if (together is not { } most)
        {
            return columns.Table();
        }

        if (columns.Width > 1)
        {
            throw OneLiner.Usage(
                "-N takes several values of one list of single values",
                "leave out --colsep, or give one list"
            );
        }

        return most == 0
            ? new Expansion.Array([new NumberRange(1, columns.Rows.Count)])
            : new InputColumns(
                [],
                [.. columns.Rows.Select(row => row[0]).Chunk(most).Select(chunk => ImmutableArray.Create(chunk))]
            ).Table();
    }

    private static Regex Separator(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }
        catch (ArgumentException error)
        {
            throw OneLiner.Usage(
                $"--colsep {pattern}: {error.Message.TrimEnd('.')}",
                "it is a regular expression, as ',' or '\\t'"
            );
        }
    }
}
