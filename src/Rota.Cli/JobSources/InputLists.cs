using System.Collections.Immutable;
using Rota.Cli.Commands;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Reading;
using Rota.Core.Jobs;

namespace Rota.Cli.JobSources;

/// <summary>What a command is run for: an array, lines, rows, or the values after <c>:::</c>.</summary>
internal sealed class InputLists(Invocation cli, SubmitOptions options, CommandTail tail, JobFileContext context)
{
    private const string NulHint = "if its items end with NUL, as find -print0 writes them, add -0";

    /// <summary>What the one list gives, or a single task without one.</summary>
    /// <param name="throttle">Most tasks at a time where the array says so (<c>%50</c>), or null.</param>
    public Expansion Read(out int? throttle)
    {
        throttle = null;
        if (cli.Get(options.Null) && cli.Get(options.EachLine) is null && !tail.Sources.Any(source => source.IsFiles))
        {
            throw OneLiner.Usage(
                "-0 is for lists in files, whose items end with NUL",
                "name one with --each-line FILE or :::: FILE, - for standard input"
            );
        }

        var stated = new List<Expansion>();
        if (cli.Get(options.Array) is { } ranges)
        {
            stated.Add(
                ArrayRange.TryParse(ranges, out var array, out throttle, out var mistake)
                    ? array
                    : throw OneLiner.Usage($"--array {ranges}: {mistake}", ArrayRange.Form)
            );
        }

        if (cli.Get(options.EachLine) is { } file)
        {
            stated.Add(new Expansion.Items("line", Lines(file)));
        }

        if (cli.Get(options.FromCsv) is { } table)
        {
            stated.Add(Table(table));
        }

        if (tail.Sources.Count > 0)
        {
            stated.Add(Product([.. tail.Sources.Select(ValuesOf)]));
        }

        return stated switch
        {
            [] => Expansion.One.Instance,
            [var only] when only.Count > 0 => only,
            [_] => throw OneLiner.Usage("there is nothing to run: the list of inputs is empty"),
            _ => throw OneLiner.Usage(
                "more than one list of inputs",
                "keep one of --array, --each-line, --from-csv and :::"
            ),
        };
    }

    private ImmutableArray<string> ValuesOf(InputSource source) =>
        source.IsFiles ? [.. source.Words.SelectMany(file => Lines(file))] : [.. source.Words];

    /// <summary>Every value with every other, counted before anything of that size is built.</summary>
    private static Expansion Product(IReadOnlyList<ImmutableArray<string>> sources)
    {
        var count = sources.Aggregate(1.0, (product, values) => product * values.Length);
        return count > JobFileLimits.Values
            ? throw OneLiner.Usage(
                $"the lists together make {count:N0} combinations, more than {JobFileLimits.Values:N0}",
                "shorten a list, or write a job file with a matrix"
            )
            : Combinations(sources);
    }

    private static Expansion Combinations(IReadOnlyList<ImmutableArray<string>> sources) =>
        sources is [var only]
            ? new Expansion.Items("line", only)
            : new Expansion.Table(
                [.. Enumerable.Range(1, sources.Count).Select(number => number.ToString())],
                [
                    .. sources.Aggregate(
                        (IEnumerable<ImmutableArray<string>>)
                            [
                                [],
                            ],
                        (rows, values) => rows.SelectMany(row => values.Select(value => row.Add(value)))
                    ),
                ]
            );

    private ImmutableArray<string> Lines(string file)
    {
        int count;
        var items = cli.Get(options.Null)
            ? ItemList.Ended(Text(file), JobFileLimits.Values, out count)
            : ItemList.Lines(TextWithoutNul(file, NulHint), JobFileLimits.Values, out count);
        return count <= JobFileLimits.Values
            ? items
            : throw OneLiner.Usage(
                $"{file} has {count:N0} {(cli.Get(options.Null) ? "items" : "lines")}, "
                    + $"more than {JobFileLimits.Values:N0}",
                $"split it: split -l {JobFileLimits.Values} {(cli.Get(options.Null) ? "-t '\\0' " : "")}{file}"
            );
    }

    private Expansion Table(string file)
    {
        var (columns, rows, mistake) = CsvTable.Read(
            TextWithoutNul(file, "is it a text file?"),
            file,
            JobFileLimits.Values
        );
        return mistake is null ? new Expansion.Table(columns, rows) : throw OneLiner.Usage(mistake.ToString());
    }

    private string TextWithoutNul(string file, string hint) =>
        Text(file) is var text && ItemList.Nul(text, file == "-" ? "standard input" : file, hint) is { } nul
            ? throw OneLiner.Usage(nul.ToString())
            : text;

    /// <summary>Cut off in silence, it would lose tasks.</summary>
    private string Text(string file) =>
        InputText.Read(
            file == "-" ? file : Path.Combine(context.Directory, file),
            $"split it: split -l {JobFileLimits.Values}"
        );
}
