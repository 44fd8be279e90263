using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>Sizes of memory: <c>8G</c>, <c>512MB</c>, or plain bytes. Each letter is a power of 1024.</summary>
public static class ByteSize
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write it as 512M, 8G, 1.5T, or in bytes";

    /// <summary>Reads a size below an exbibyte.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.Length > 32)
        {
            return false;
        }

        // "MB" and "MiB" are what people mean by the letter alone.
        var hasUnit = rest.Length > 2 && rest[^1] is 'B' or 'b' && !char.IsAsciiDigit(rest[^2]);
        rest =
            !hasUnit ? rest
            : rest[^2] is 'i' && char.IsAsciiLetter(rest[^3]) ? rest[..^2]
            : rest[..^1];
        var shift = char.ToUpperInvariant(rest[^1]) switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            'T' => 40,
            _ => 0,
        };
        var digits = shift == 0 ? rest : rest[..^1];
        if (
            !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1L << 60
            || number * (1L << shift) is var size && size >= 1L << 60
        )
        {
            return false;
        }

        bytes = (long)size;
        return true;
    }
}
