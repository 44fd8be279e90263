using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rota.Cli.Habits;
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
    private readonly bool links;
    private readonly int? together;

    /// <summary>Reads the options.</summary>
    public InputShape(Invocation cli, SubmitOptions options)
    {
        separator = cli.Get(options.Parallel.ColumnSeparator) is { } pattern ? Separator(pattern) : null;
        hasHeader = cli.Get(options.Parallel.Header) switch
        {
            null => false,
            ":" => true,
            var other => throw OneLiner.Usage(
                $"--header {other}: only the first line can be one",
                "write --header : for names in the first item of each list"
            ),
        };
        links = cli.Get(options.Parallel.Link);
        together = cli.Get(options.Parallel.MaxArguments);
        if (together < 0)
        {
            throw OneLiner.Usage($"-N {together}: it must be a number of values from 0");
        }
    }

    /// <summary>Whether any of the options is there.</summary>
    public bool IsStated => separator is not null || hasHeader || links || together is not null;

    /// <summary>The tasks of one list.</summary>
    public Expansion Of(ImmutableArray<string> items) =>
        IsStated ? Tasks(Columns(items)) : new Expansion.Items("line", items);

    /// <summary>The tasks of all lists together.</summary>
    public Expansion Of(IReadOnlyList<(InputSource Source, ImmutableArray<string> Values)> lists)
    {
        if (!IsStated)
        {
            return Combinations.Of(lists);
        }

        // A list that is linked goes with the one before it, before that one goes with others.
        var columns = new List<InputColumns>();
        foreach (var (source, values) in lists)
        {
            if (source.IsLinked)
            {
                columns[^1] = columns[^1].Beside(Columns(values));
            }
            else
            {
                columns.Add(Columns(values));
            }
        }

        return Tasks(columns.Aggregate((left, right) => links ? left.BesideAgain(right) : left.With(right)));
    }

    private InputColumns Columns(ImmutableArray<string> items)
    {
        var rows = items
            .Select(item => separator is null ? [item] : ImmutableArray.Create(separator.Split(item)))
            .ToList();
        var names = hasHeader && rows.Count > 0 ? rows[0] : [];
        return new InputColumns(names, hasHeader ? [.. rows.Skip(1)] : rows);
    }

    private Expansion Tasks(InputColumns columns)
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
