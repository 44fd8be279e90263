using System.Collections.Immutable;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Expansions;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Linux.Terminals;

namespace Rota.Cli.Sources;

/// <summary>What a command is run for: an array, lines, rows, or the values after <c>:::</c>.</summary>
internal sealed class InputLists(
    Invocation cli,
    SubmitOptions options,
    CommandTail tail,
    JobFileContext context,
    JobOptionValues values
)
{
    private readonly InputShape shape = new(cli, options);
    private const string NulHint = "if its items end with NUL, as find -print0 writes them, add -0";
    private static readonly string[] NoInputs =
    [
        "give them after :::, by --each-line FILE, or to standard input: ls | rota run 'gzip -k {}'",
        "braces of the command's own: write '\\{}'",
    ];

    /// <summary>What the one list gives, or a single task without one.</summary>
    /// <param name="usesInputs">
    /// Whether the command has a place for them: then standard input is the list that is left.
    /// </param>
    /// <param name="throttle">Most tasks at a time where the array says so (<c>%50</c>), or null.</param>
    public Expansion Read(bool usesInputs, out int? throttle)
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
        if (values.Array is { } array)
        {
            stated.Add(array);
            throttle = values.ArrayThrottle;
        }

        if (cli.Get(options.EachLine) is { } file)
        {
            stated.Add(shape.Of(Lines(file)));
        }

        if (cli.Get(options.FromCsv) is { } table)
        {
            stated.Add(Table(table));
        }

        if (tail.Sources.Count > 0)
        {
            stated.Add(shape.Of([.. tail.Sources.Select(source => (source, ValuesOf(source)))]));
        }

        if (stated is [] && (usesInputs || shape.IsStated))
        {
            stated.Add(shape.Of(OfStandardInput()));
        }

        if (shape.IsStated && (values.Array is not null || cli.Get(options.FromCsv) is not null))
        {
            throw OneLiner.Usage(
                "--colsep, --header, --link and -N are for lists of items, not for --array and --from-csv"
            );
        }

        return stated switch
        {
            [] => Expansion.One.Instance,
            [var only] when only.Count > 0 || values.AllowsEmptyLists => only,
            [_] => throw OneLiner.Usage(
                "there is nothing to run: the list of inputs is empty",
                "where that is no mistake, say so: --if-empty ok"
            ),
            _ => throw OneLiner.Usage(
                "more than one list of inputs",
                "keep one of --array, --each-line, --from-csv and :::"
            ),
        };
    }

    /// <summary>As with GNU parallel. A terminal is no list: nobody sits there to type one.</summary>
    private ImmutableArray<string> OfStandardInput()
    {
        if (Console.IsInputRedirected && StandardInput.IsOpen)
        {
            if (cli.Output == OutputMode.Human)
            {
                Screen.Error.WriteLine("the inputs are the lines of standard input");
            }

            return Lines("-") is var lines && (lines.Length > 0 || values.AllowsEmptyLists)
                ? lines
                : throw OneLiner.Usage("the command has a place for inputs, and standard input gives none", NoInputs);
        }

        throw OneLiner.Usage("the command has a place for inputs, and there are none", NoInputs);
    }

    private ImmutableArray<string> ValuesOf(InputSource source) =>
        source.IsFiles ? [.. source.Words.SelectMany(file => Lines(file))] : [.. source.Words];

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
            JobFileLimits.Values,
            values.AllowsEmptyLists
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
