namespace Rota.Cli.Rendering;

/// <summary>A part of a line that is shown as a whole or not at all.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Rank">The part of the highest rank is left out first.</param>
/// <param name="Gap">Spaces before it, unless it is the first.</param>
internal readonly record struct LinePart(string Text, int Rank, int Gap = 2);

/// <summary>A line that fits: half a number would be another number.</summary>
internal static class FittedLine
{
    /// <summary>The parts that fit, in their order.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="width">Columns there are; null for no limit.</param>
    public static string Of(IEnumerable<LinePart> parts, int? width)
    {
        var kept = parts.ToList();
        while (kept.Count > 0)
        {
            var line = string.Concat(
                kept.Select((part, place) => new string(' ', place == 0 ? 0 : part.Gap) + part.Text)
            );
            if (width is not { } most || line.Length <= most)
            {
                return line;
            }

            kept.Remove(kept.MaxBy(part => part.Rank));
        }

        return "";
    }
}
