using System.Text;
using Rota.Cli.Rendering;
using Rota.Cli.Watching.Pictures;
using Rota.Linux.Terminals;

namespace Rota.Cli.Watching;

/// <summary>What a terminal shows, so that only lines are written which have changed.</summary>
internal sealed class Surface
{
    private const string Erase = "\e[2J";
    private const string EraseRest = "\e[K";
    private readonly ColourDepth depth = Colours.OnOutput;
    private string[] shown = [];
    private (int Width, int Height) size;

    /// <summary>Shows a picture, a line for each of the screen's.</summary>
    /// <exception cref="IOException">The terminal has gone.</exception>
    public void Show(IReadOnlyList<PictureRow> picture, int width, int height)
    {
        string[] lines = [.. picture.Select(row => row.Paint(depth, width))];
        var text = new StringBuilder();
        if (size != (width, height))
        {
            (size, shown) = ((width, height), new string[height]);
            text.Append(Erase);
        }

        for (var line = 0; line < Math.Min(lines.Length, height); line++)
        {
            if (lines[line] != shown[line])
            {
                // Erased before: behind a full line the cursor stands on its last character.
                text.Append($"\e[{line + 1};1H").Append(EraseRest).Append(lines[line]);
                shown[line] = lines[line];
            }
        }

        if (text.Length > 0)
        {
            using var output = new StandardStream(StandardStream.Output);
            output.Write(OwnWords.Text.GetBytes(text.ToString()));
        }
    }

    /// <summary>Knows nothing any more of what the terminal shows: somebody else has written to it.</summary>
    public void Forget() => size = default;
}
