using System.Buffers;
using System.Text;

namespace Rota.App.Reporting;

/// <summary>Lines that were written for a terminal.</summary>
internal static class TerminalText
{
    private const char Escape = '\e';
    private static readonly SearchValues<char> Parameters = SearchValues.Create("0123456789;:");

    /// <summary>
    /// What a terminal shows of a line in the end: behind its last carriage return, without colours. Other control
    /// characters stay, for whoever shows it to make visible.
    /// </summary>
    public static string Settled(string line)
    {
        var text = line.AsSpan().TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        if (!text.Contains(Escape))
        {
            return text.ToString();
        }

        var settled = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var colour = ColourLength(text);
            if (colour == 0)
            {
                settled.Append(text[0]);
            }

            text = text[Math.Max(1, colour)..];
        }

        return settled.ToString();
    }

    /// <summary>The length of a sequence that sets a colour (<c>ESC [ … m</c>) at the beginning; 0 for none.</summary>
    private static int ColourLength(ReadOnlySpan<char> text)
    {
        if (text is not [Escape, '[', ..])
        {
            return 0;
        }

        var end = text[2..].IndexOfAnyExcept(Parameters);
        return end >= 0 && text[2 + end] == 'm' ? end + 3 : 0;
    }
}
