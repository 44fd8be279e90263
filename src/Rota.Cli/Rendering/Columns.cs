using System.Text;
using Rota.App.Wording;

namespace Rota.Cli.Rendering;

/// <summary>Rows under headings, each column as wide as its widest cell.</summary>
internal sealed class Columns(params string[] headings)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add([.. cells.Select(Plain.Line)]);

    public void Write(TextWriter writer)
    {
        var widths = headings
            .Select(
                (heading, column) => Math.Max(heading.Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length))
            )
            .ToArray();
        foreach (var row in rows.Prepend(headings))
        {
            var line = new StringBuilder();
            for (var column = 0; column < row.Length; column++)
            {
                line.Append(row[column].PadRight(widths[column] + 2));
            }

            writer.WriteLine(line.ToString().TrimEnd());
        }
    }
}
