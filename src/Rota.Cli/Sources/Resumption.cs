using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Jobs;
using Rota.Linux.Files;

namespace Rota.Cli.Sources;

/// <summary>
/// GNU parallel's <c>--resume</c> and <c>--resume-failed</c>: what a joblog has already is left out. Tasks are known by
/// their number, so the inputs must be the same.
/// </summary>
internal static class Resumption
{
    private const int SequenceColumn = 0;
    private const int ExitColumn = 6;

    /// <summary>The numbers that are left, in order.</summary>
    /// <param name="path">The joblog; one that is not there leaves all.</param>
    /// <param name="count">How many tasks there are.</param>
    /// <param name="withFailed">Whether those that failed run again.</param>
    public static ImmutableArray<int> Left(string path, int count, bool withFailed)
    {
        var done = new HashSet<int>();
        if (ByteFiles.IsThere(path))
        {
            foreach (var line in InputText.Read(path, "begin another joblog").Split('\n').Skip(1))
            {
                if (line.Split('\t') is not { Length: > ExitColumn + 2 } row)
                {
                    continue;
                }

                if (!int.TryParse(row[SequenceColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    throw OneLiner.Usage($"{path} is no joblog", "name one that --joblog wrote, or another file");
                }

                if (number > count)
                {
                    throw OneLiner.Usage(
                        $"{path} has a task {number}, and there are inputs for {count}",
                        "it is of other inputs: begin another joblog"
                    );
                }

                // Each line has its newest word: a task may be there twice.
                _ =
                    !withFailed || (row[ExitColumn], row[ExitColumn + 1]) == ("0", "0")
                        ? done.Add(number)
                        : done.Remove(number);
            }
        }

        return [.. Enumerable.Range(1, count).Where(number => !done.Contains(number))];
    }

    /// <summary>The tasks of these numbers.</summary>
    public static Expansion Of(Expansion all, ImmutableArray<int> numbers) =>
        all switch
        {
            Expansion.Array array => new Expansion.Array([
                .. numbers.Select(number => array.Label(number - 1)).Select(One),
            ]),
            Expansion.Table table => table with { Rows = [.. numbers.Select(number => table.Rows[number - 1])] },
            Expansion.Items items => items with { List = [.. numbers.Select(number => items.List[number - 1])] },
            _ => all,
        };

    private static NumberRange One(long label) => new(label, label);
}

/// <summary>Nothing is left to be run: that is a success.</summary>
internal sealed class NothingLeftException(string message) : Exception(message);
