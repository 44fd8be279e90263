using System.Text;
using Rota.Core.Bytes;

namespace Rota.App.Local;

/// <summary>Reads text byte for byte, and never more of it than is accepted.</summary>
internal static class BoundedText
{
    private const int BufferBytes = 1 << 16;

    /// <summary>The text of a stream; of a longer one only as much as shows that it is longer.</summary>
    public static string Read(Stream stream, int charactersMax)
    {
        var buffer = new byte[BufferBytes];
        var text = new StringBuilder();
        var (kept, read) = (0, 1);
        while (read > 0 && text.Length <= charactersMax)
        {
            read = stream.Read(buffer, kept, buffer.Length - kept);
            var length = kept + read;
            var whole = read == 0 ? length : WholeCharacters(buffer.AsSpan(0, length));
            text.Append(ByteText.Of(buffer.AsSpan(0, whole)));
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            kept = length - whole;
        }

        return text.ToString();
    }

    /// <summary>How many bytes there are before a character that may go on behind them.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        const int LengthMax = 4;
        for (var back = 1; back < LengthMax && back <= bytes.Length; back++)
        {
            // What is no continuation begins a character; one that begins further back is complete, or is none.
            if ((bytes[^back] & 0xC0) != 0x80)
            {
                return bytes[^back] >= 0xC0 ? bytes.Length - back : bytes.Length;
            }
        }

        return bytes.Length;
    }
}
