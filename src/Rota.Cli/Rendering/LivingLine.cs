using Rota.Linux.Terminals;

namespace Rota.Cli.Rendering;

/// <summary>The line at the bottom of a terminal that is written over and over; elsewhere there is none.</summary>
internal sealed class LivingLine
{
    private const string Erase = "\r\e[K";
    private readonly bool isPossible = Screen.IsTerminal;
    private bool isShown;

    /// <summary>Shows what fits of it now: the width may have changed. The last column would break the line.</summary>
    public void Draw(params IEnumerable<LinePart> parts)
    {
        if (isPossible)
        {
            isShown = true;
            Screen.Error.Write(Erase + FittedLine.Of(parts, TerminalSize.Columns(StandardStream.Error) - 1));
        }
    }

    /// <summary>Takes it away, for what is to stay.</summary>
    public void Clear()
    {
        if (isShown)
        {
            isShown = false;
            Screen.Error.Write(Erase);
        }
    }
}
