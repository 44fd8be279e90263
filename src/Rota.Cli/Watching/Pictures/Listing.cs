using Rota.Cli.Rendering;

namespace Rota.Cli.Watching.Pictures;

/// <summary>A list of a picture: a line of headings and those of its rows that fit around the chosen one.</summary>
/// <param name="Columns">The rows below their headings.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Chosen">The chosen one; null where none is.</param>
internal sealed record Listing(Columns Columns, int Count, int? Chosen = null)
{
    private const string Mark = "> ";

    /// <summary>As many lines as there is room for.</summary>
    public IReadOnlyList<PictureRow> Lines(int width, int height)
    {
        if (height <= 0)
        {
            return [];
        }

        var lines = Columns.Lines(width - Mark.Length);
        var room = height - 1;
        var from = Math.Clamp((Chosen ?? 0) - (room / 2), 0, Math.Max(0, Count - room));
        return
        [
            Row(lines[0], isChosen: false),
            .. lines.Skip(1 + from).Take(room).Select((line, place) => Row(line, from + place == Chosen)),
        ];
    }

    private static PictureRow Row(IReadOnlyList<Piece> pieces, bool isChosen) =>
        new([isChosen ? Mark : new string(' ', Mark.Length), .. pieces], isChosen);
}
