using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;

namespace Rota.Cli.Habits;

/// <summary>Rows of values. A row may be shorter than another: what it has not is empty.</summary>
/// <param name="Names">Names of the columns, as far as they have any.</param>
/// <param name="Rows">The rows.</param>
internal sealed record InputColumns(ImmutableArray<string> Names, IReadOnlyList<ImmutableArray<string>> Rows)
{
    /// <summary>The most values of a row.</summary>
    public int Width { get; } = Rows.Count == 0 ? 0 : Rows.Max(row => row.Length);

    /// <summary>Each row with each of others.</summary>
    public InputColumns With(InputColumns other)
    {
        var count = (double)Rows.Count * other.Rows.Count;
        return count <= JobFileLimits.Values
            ? Joined(other, [.. Rows.SelectMany(row => other.Rows.Select(more => Whole(row).AddRange(more)))])
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"the lists together make {count:N0} combinations, more than {JobFileLimits.Values:N0}",
                "shorten a list, or write a job file with a matrix"
            );
    }

    /// <summary>Each row with one of others; the shorter list begins anew.</summary>
    public InputColumns BesideAgain(InputColumns other)
    {
        var count = Rows.Count == 0 || other.Rows.Count == 0 ? 0 : Math.Max(Rows.Count, other.Rows.Count);
        return Joined(
            other,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(at => Whole(Rows[at % Rows.Count]).AddRange(other.Rows[at % other.Rows.Count])),
            ]
        );
    }

    /// <summary>Each row with the one of others at its place.</summary>
    public InputColumns Beside(InputColumns other) =>
        Rows.Count == other.Rows.Count
            ? BesideAgain(other)
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"a list of {other.Rows.Count:N0} values is linked to one of {Rows.Count:N0}",
                "give both the same number of values, or write ::: for every value with every other"
            );

    /// <summary>A task for each row.</summary>
    public Expansion Table() =>
        Width <= 1 && Names.IsEmpty && Rows.All(row => row.Length == 1)
            ? new Expansion.Items("line", [.. Rows.Select(row => row[0])])
            : new Expansion.Table([.. Enumerable.Range(0, Math.Max(Width, Names.Length)).Select(NameOf)], [.. Rows]);

    private string NameOf(int column) => column < Names.Length ? Names[column] : $"{column + 1}";

    private InputColumns Joined(InputColumns other, IReadOnlyList<ImmutableArray<string>> rows) =>
        new(
            Names.IsEmpty && other.Names.IsEmpty ? [] : [.. Enumerable.Range(0, Width).Select(NameOf), .. other.Names],
            rows
        );

    /// <summary>A row with all its columns: others follow.</summary>
    private ImmutableArray<string> Whole(ImmutableArray<string> row) =>
        row.Length == Width ? row : row.AddRange(Enumerable.Repeat("", Width - row.Length));
}
