using System.Collections.Immutable;
using System.Text;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads comma-separated values with a line of names (RFC 4180).</summary>
public sealed class CsvTable
{
    private readonly string text;
    private readonly StringBuilder quoted = new();
    private int at;
    private int line = 1;
    private int lineStart;

    private CsvTable(string text)
    {
        this.text = text;
        at = lineStart = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>The columns and rows, or the first mistake.</summary>
    public static (ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, Problem? Mistake) Read(
        string text,
        string file,
        long rowsMax
    )
    {
        var table = new CsvTable(text);
        try
        {
            return table.Read(file, rowsMax);
        }
        catch (FormatException mistake)
        {
            return ([], [], table.Mistake(file, mistake.Message));
        }
    }

    private (ImmutableArray<string>, ImmutableArray<ImmutableArray<string>>, Problem?) Read(string file, long rowsMax)
    {
        if (at == text.Length)
        {
            return ([], [], Mistake(file, "the table is empty", "its first line names the columns"));
        }

        var columns = Row();
        if (columns.FirstOrDefault(column => !Names.IsPrintable(column) || column.Contains('}')) is { } unusable)
        {
            return (
                [],
                [],
                new(file, 1, 1, $"a column cannot be called \"{unusable}\"", "the first line names the columns")
            );
        }

        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return ([], [], new(file, 1, 1, $"two columns are called \"{twice.Key}\"", "rename one of the two"));
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        while (at < text.Length)
        {
            var rowLine = line;
            var row = Row();
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
                        $"this row has {row.Length} fields, the first line names {columns.Length} columns",
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

        return rows.Count > 0
            ? (columns, rows.DrainToImmutable(), null)
            : ([], [], new(file, 1, 1, "the table has no rows", "its first line only names the columns"));
    }

    private ImmutableArray<string> Row()
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted() : Plain());
            if (at >= text.Length)
            {
                return fields.DrainToImmutable();
            }

            if (text[at] == ',')
            {
                if (fields.Count == JobFileLimits.Keys)
                {
                    throw new FormatException($"this row has more than {JobFileLimits.Keys:N0} fields");
                }

                at++;
                continue;
            }

            EndLine();
            return fields.DrainToImmutable();
        }
    }

    private string Plain()
    {
        var end = text.AsSpan(at).IndexOfAny(",\n") is var length and >= 0 ? at + length : text.Length;
        var field = text[at..end];
        at = end;
        return end == text.Length || text[end] == '\n' ? field.TrimEnd('\r') : field;
    }

    private string Quoted()
    {
        quoted.Clear();
        at++;
        while (true)
        {
            var end = text.IndexOf('"', at);
            if (end < 0)
            {
                throw new FormatException("a quoted field does not end");
            }

            quoted.Append(text, at, end - at);
            for (
                var newline = text.IndexOf('\n', at, end - at);
                newline >= 0;
                newline = text.IndexOf('\n', newline + 1, end - newline - 1)
            )
            {
                line++;
                lineStart = newline + 1;
            }

            at = end + 1;
            if (at < text.Length && text[at] == '"')
            {
                quoted.Append('"');
                at++;
                continue;
            }

            if (at < text.Length && text[at] == '\r')
            {
                at++;
            }

            return at >= text.Length || text[at] is ',' or '\n'
                ? quoted.ToString()
                : throw new FormatException("a quoted field ends before its comma; write \"\" for a quote inside it");
        }
    }

    private void EndLine()
    {
        at++;
        line++;
        lineStart = at;
    }

    private Problem Mistake(string file, string message, string? hint = null) =>
        new(file, line, Math.Max(1, at - lineStart + 1), message, hint);
}
