namespace Rota.Cli.Rendering;

/// <summary>A part of a line that is shown as a whole or not at all.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Rank">The part of the highest rank is left out first.</param>
/// <param name="Gap">Spaces before it, unless it is the first.</param>
/// <param name="Ink">What it means.</param>
internal readonly record struct LinePart(string Text, int Rank, int Gap = 2, Ink Ink = Ink.Plain);

/// <summary>A line that fits: half a number would be another number.</summary>
internal static class FittedLine
{
    /// <summary>The parts that fit, in their order.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="width">Columns there are; null for no limit.</param>
    public static string Of(IEnumerable<LinePart> parts, int? width) =>
        string.Concat(Pieces(parts, width).Select(piece => piece.Text));

    /// <summary>The same with their inks, and the gaps between them.</summary>
    public static IReadOnlyList<Piece> Pieces(IEnumerable<LinePart> parts, int? width)
    {
        var kept = parts.ToList();
        while (kept.Count > 0)
        {
            var taken = kept.Sum(part => part.Gap + Cells.Of(part.Text)) - kept[0].Gap;
            if (width is not { } most || taken <= most)
            {
                return
                [
                    .. kept.SelectMany(
                        (part, place) =>
                            (Piece[])[new(new string(' ', place == 0 ? 0 : part.Gap)), new(part.Text, part.Ink)]
                    ),
                ];
            }

            kept.Remove(kept.MaxBy(part => part.Rank));
        }

        return [];
    }
}
