using System.Text;
using Rota.Linux.Terminals;

namespace Rota.Cli.Rendering;

/// <summary>The last lines of a terminal that are written over and over; elsewhere there are none.</summary>
/// <param name="descriptor">Where they stand: standard error, or standard output.</param>
internal sealed class LivingBlock(int descriptor = StandardStream.Error)
{
    private const string Erase = "\r\e[K";
    private const string EraseBelow = "\e[J";

    /// <summary>Lines of others that stay in sight above.</summary>
    private const int Others = 1;
    private int shown;

    private bool IsOutput => descriptor == StandardStream.Output;

    private bool IsPossible => IsOutput || Screen.IsTerminal;

    /// <summary>Columns of a line now: the width may have changed. The last column would break the line.</summary>
    public int Width => TerminalSize.Columns(descriptor) - 1;

    /// <summary>Lines there are.</summary>
    public int Height => TerminalSize.Lines(descriptor);

    /// <summary>Shows one line, what fits of it now.</summary>
    public void Draw(params IEnumerable<LinePart> parts) => Draw([FittedLine.Pieces(parts, Width)]);

    /// <summary>Shows lines that fit, in place of those before.</summary>
    public void Draw(IReadOnlyList<IReadOnlyList<Piece>> lines)
    {
        if (!IsPossible || lines.Count == 0)
        {
            return;
        }

        var depth = IsOutput ? Colours.OnOutput : Colours.OnError;
        var fitting = lines.Take(Math.Max(1, Height - Others)).ToArray();
        var text = new StringBuilder(Up);
        text.AppendJoin('\n', fitting.Select(line => Erase + Palette.Paint(line, depth)));
        text.Append(fitting.Length < shown ? EraseBelow : "");
        shown = fitting.Length;
        Write(text.ToString());
    }

    /// <summary>Takes them away, for what is to stay.</summary>
    public void Clear()
    {
        if (shown > 0)
        {
            var text = Up + Erase + (shown > 1 ? EraseBelow : "");
            shown = 0;
            Write(text);
        }
    }

    /// <summary>Leaves them where they are, and goes on below.</summary>
    public void Keep()
    {
        if (shown > 0)
        {
            shown = 0;
            Write("\n");
        }
    }

    private string Up => shown > 1 ? $"\e[{shown - 1}A" : "";

    private void Write(string text) => (IsOutput ? Screen.Out : Screen.Error).Write(text);
}
