using System.Collections.Immutable;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Model;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>Reads comma-separated values with a line of names (RFC 4180).</summary>
public static class CsvTable
{
    /// <summary>The columns and rows, or the first mistake.</summary>
    /// <param name="text">The table.</param>
    /// <param name="file">How it is called.</param>
    /// <param name="rowsMax">The most rows.</param>
    /// <param name="canBeEmpty">Whether it may have no rows.</param>
    public static (ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, Problem? Mistake) Read(
        string text,
        string file,
        long rowsMax,
        bool canBeEmpty = false
    )
    {
        var csv = new CsvText(text);
        try
        {
            return Read(csv, file, rowsMax, canBeEmpty);
        }
        catch (FormatException mistake)
        {
            return ([], [], csv.Mistake(file, mistake.Message));
        }
    }

    private static (ImmutableArray<string>, ImmutableArray<ImmutableArray<string>>, Problem?) Read(
        CsvText csv,
        string file,
        long rowsMax,
        bool canBeEmpty
    )
    {
        if (csv.IsAtEnd)
        {
            return ([], [], csv.Mistake(file, "the table is empty", "its first line names the columns"));
        }

        var columns = csv.Row();
        if (columns.FirstOrDefault(column => !Names.IsPrintable(column) || column.Contains('}')) is { } unusable)
        {
            return (
                [],
                [],
                new(
                    file,
                    1,
                    1,
                    $"a column cannot be called \"{ByteText.Visible(unusable)}\"",
                    "the first line names the columns, in UTF-8"
                )
            );
        }

        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return ([], [], new(file, 1, 1, $"two columns are called \"{twice.Key}\"", "rename one of the two"));
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        while (!csv.IsAtEnd)
        {
            var rowLine = csv.Line;
            var row = csv.Row();
            if (row is [""] && columns.Length > 1)
            {
                continue;
            }

            if (row.Length != columns.Length)
            {
                return (
                    [],
                    [],
                    new(
                        file,
                        rowLine,
                        1,
                        $"this row has {Counted.Text(row.Length, "field")}, the first line names {Counted.Text(columns.Length, "column")}",
                        "quote a field that holds a comma"
                    )
                );
            }

            if (rows.Count == rowsMax)
            {
                return ([], [], new(file, rowLine, 1, $"the table has more than {rowsMax:N0} rows", "split it"));
            }

            rows.Add(row);
        }

        return rows.Count > 0 || canBeEmpty
            ? (columns, rows.DrainToImmutable(), null)
            : ([], [], new(file, 1, 1, "the table has no rows", "its first line only names the columns"));
    }
}
