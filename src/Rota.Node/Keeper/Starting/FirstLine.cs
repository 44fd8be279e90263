using Rota.Core.Bytes;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Starting;

/// <summary>
/// The first line of a script as the system reads it: after <c>#!</c> the interpreter, to a blank or the end.
/// </summary>
/// <param name="Interpreter">What is named.</param>
/// <param name="EndsInCarriageReturn">Whether the line ends as on Windows.</param>
internal sealed record FirstLine(string Interpreter, bool EndsInCarriageReturn)
{
    // The kernel reads no further.
    private const int BytesMax = 256;

    /// <summary>The first line of a file; null where it is no script, or cannot be read.</summary>
    public static FirstLine? Of(string file)
    {
        if (!ByteFiles.IsRegular(file, followsLinks: true))
        {
            return null;
        }

        try
        {
            using var stream = ByteFiles.OpenRead(file);
            Span<byte> bytes = stackalloc byte[BytesMax];
            return Parse(ByteText.Of(bytes[..stream.Read(bytes)]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The first line of a text; null where it is no script's.</summary>
    public static FirstLine? Parse(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var line = text.Split('\n', 2)[0][2..];
        var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return new(words.Length > 0 ? words[0] : "", line.EndsWith('\r'));
    }
}
