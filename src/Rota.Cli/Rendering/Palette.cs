using System.Diagnostics;
using System.Text;

namespace Rota.Cli.Rendering;

/// <summary>
/// The one place where colours are: of 256 where a terminal has them, else of its own 16. Those of 256 read on black
/// and on white (a test computes it); what a terminal makes of its 16 is what its owner chose.
/// </summary>
internal static class Palette
{
    private const string End = "\e[0m";

    /// <summary>Of 256; null for what is no colour.</summary>
    public static int? Of256(Ink ink) =>
        ink switch
        {
            Ink.Plain or Ink.Strong => null,
            Ink.Dim or Ink.Waiting or Ink.NoResult => 243,
            Ink.Running => 33,
            Ink.Held => 136,
            Ink.Succeeded => 28,
            Ink.Failed => 160,
            Ink.Lost => 164,
            _ => throw new UnreachableException(),
        };

    /// <summary>A line with its colours, and the end of each.</summary>
    public static string Paint(IEnumerable<Piece> pieces, ColourDepth depth)
    {
        var line = new StringBuilder();
        foreach (var (text, ink) in pieces)
        {
            var code = depth == ColourDepth.None || text.Length == 0 ? null : Code(ink, depth);
            _ = code is null ? line.Append(text) : line.Append(code).Append(text).Append(End);
        }

        return line.ToString();
    }

    /// <summary>What begins and ends a colour, for text that is bytes; null without colours.</summary>
    public static (byte[] Begin, byte[] End)? Around(Ink ink, ColourDepth depth) =>
        depth != ColourDepth.None && Code(ink, depth) is { } code
            ? (Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(End))
            : null;

    private static string? Code(Ink ink, ColourDepth depth) =>
        ink == Ink.Plain ? null
        : ink == Ink.Strong ? "\e[1m"
        : depth == ColourDepth.Of256 ? $"\e[38;5;{Of256(ink)}m"
        : $"\e[{Of16(ink)}m";

    private static int Of16(Ink ink) =>
        ink switch
        {
            Ink.Running => 34,
            Ink.Held => 33,
            Ink.Succeeded => 32,
            Ink.Failed => 31,
            Ink.Lost => 35,
            _ => 2,
        };
}

/// <summary>How many colours there are.</summary>
internal enum ColourDepth
{
    /// <summary>No colour.</summary>
    None,

    /// <summary>The 16 of every terminal.</summary>
    Of16,

    /// <summary>256.</summary>
    Of256,
}
