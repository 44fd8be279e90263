using Rota.Cli.Rendering;

namespace Rota.Cli.Watching.Pictures;

/// <summary>A line of a picture.</summary>
/// <param name="Pieces">What it says; at most as wide as the picture.</param>
/// <param name="IsChosen">Whether the person is at it.</param>
internal sealed record PictureRow(IReadOnlyList<Piece> Pieces, bool IsChosen = false)
{
    /// <summary>A line without anything.</summary>
    public static readonly PictureRow Empty = new([]);

    /// <summary>Its words alone.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>A text that is cut where it does not fit.</summary>
    public static PictureRow Of(string text, int width, Ink ink = Ink.Plain) =>
        new([new Piece(Cells.Cut(text, width), ink)]);

    /// <summary>As a terminal gets it. The chosen one is turned round as a whole: no colour says it alone.</summary>
    public string Paint(ColourDepth depth, int width) =>
        IsChosen ? $"\e[7m{Cells.Fill(Text, width, isRight: false)}\e[0m" : Palette.Paint(Pieces, depth);
}
