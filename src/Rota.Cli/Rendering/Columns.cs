using Rota.App.Wording;

namespace Rota.Cli.Rendering;

/// <summary>The heading of a column, and what becomes of the column where there is no room.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Rank">The column of the highest rank is left out first; null for its place from the left.</param>
/// <param name="IsRight">Whether its cells end below each other, as numbers do.</param>
/// <param name="Least">Columns to which its texts may be cut; null for what is never cut, as numbers are not.</param>
internal readonly record struct Heading(string Text, int? Rank = null, bool IsRight = false, int? Least = null)
{
    public static implicit operator Heading(string text) => new(text);
}

/// <summary>Rows under headings, each column as wide as its widest cell, or as there is room for.</summary>
internal sealed class Columns(params Heading[] headings)
{
    private const int Gap = 2;
    private readonly List<Piece[]> rows = [];

    public void Add(params Piece[] cells) =>
        rows.Add([.. cells.Select(cell => cell with { Text = Plain.Line(cell.Text) })]);

    public void Write(TextWriter writer)
    {
        foreach (var line in Lines(width: null))
        {
            writer.WriteLine(Palette.Paint(line, Colours.OnOutput));
        }
    }

    /// <summary>The headings, and the rows below them.</summary>
    /// <param name="width">Columns there are; null for no limit.</param>
    public IReadOnlyList<IReadOnlyList<Piece>> Lines(int? width)
    {
        Piece[] head = [.. headings.Select(heading => new Piece(heading.Text, Ink.Dim))];
        var widths = headings.Select((_, column) => rows.Prepend(head).Max(row => row[column].Width)).ToArray();
        var kept = Kept(widths, width);
        return [.. rows.Prepend(head).Select(row => Line(row, kept, widths))];
    }

    /// <summary>The columns that there is room for, and how wide those are that may be cut.</summary>
    private List<int> Kept(int[] widths, int? width)
    {
        var kept = Enumerable.Range(0, headings.Length).ToList();
        if (width is not { } most)
        {
            return kept;
        }

        int Least(int column) => Math.Min(widths[column], headings[column].Least ?? int.MaxValue);
        int Taken(Func<int, int> of) => kept.Sum(of) + (Gap * (kept.Count - 1));
        while (kept.Count > 0 && Taken(Least) > most)
        {
            kept.Remove(kept.MaxBy(column => headings[column].Rank ?? column));
        }

        // What is left over goes to the texts, those of the lowest rank first.
        var left = most - Taken(Least);
        foreach (var column in kept.OrderBy(column => headings[column].Rank ?? column))
        {
            var least = Least(column);
            var more = Math.Min(left, widths[column] - least);
            (widths[column], left) = (least + more, left - more);
        }

        return kept;
    }

    private Piece[] Line(Piece[] row, List<int> kept, int[] widths)
    {
        var line = new List<Piece>();
        foreach (var column in kept)
        {
            var text = Cells.Cut(row[column].Text, widths[column]);
            var isLast = column == kept[^1] && !headings[column].IsRight;
            var filled = isLast ? text : Cells.Fill(text, widths[column], headings[column].IsRight);
            line.Add(new Piece(filled + (column == kept[^1] ? "" : "  "), row[column].Ink));
        }

        // Nothing is left behind where the last cells are empty.
        while (line.Count > 0 && line[^1].Text.TrimEnd() is var text && text != line[^1].Text)
        {
            line[^1] = line[^1] with { Text = text };
            if (text.Length > 0)
            {
                break;
            }

            line.RemoveAt(line.Count - 1);
        }

        return [.. line];
    }
}
