using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Rota.Core.Bytes;

/// <summary>
/// Texts that hold any bytes. Names of files, arguments and variables are bytes to Linux and need not be UTF-8; here
/// they are strings all the same: a byte that is no part of UTF-8 is a lone low surrogate, U+DC80 to U+DCFF, which no
/// UTF-8 text can hold, and becomes that byte again (as Python's <c>surrogateescape</c>).
/// </summary>
public static class ByteText
{
    private const char First = '\uDC80';
    private const char Last = '\uDCFF';
    private const int Offset = 0xDC00;

    /// <summary>The text of these bytes; <see cref="Bytes"/> gives back exactly them.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else
            {
                foreach (var alien in bytes[..length])
                {
                    text.Append((char)(Offset + alien));
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text.</summary>
    public static byte[] Bytes(string text)
    {
        var bytes = new byte[ByteCount(text)];
        Write(text, bytes);
        return bytes;
    }

    /// <summary>How many bytes a text has.</summary>
    public static int ByteCount(string text)
    {
        var (count, from) = (0, 0);
        for (var at = Next(text, 0); at >= 0; at = Next(text, from))
        {
            count += Encoding.UTF8.GetByteCount(text.AsSpan(from, at - from)) + 1;
            from = at + 1;
        }

        return count + Encoding.UTF8.GetByteCount(text.AsSpan(from));
    }

    /// <summary>Writes the bytes of a text; gives their number.</summary>
    public static int Write(string text, Span<byte> bytes)
    {
        var (count, from) = (0, 0);
        for (var at = Next(text, 0); at >= 0; at = Next(text, from))
        {
            count += Encoding.UTF8.GetBytes(text.AsSpan(from, at - from), bytes[count..]);
            bytes[count++] = (byte)(text[at] - Offset);
            from = at + 1;
        }

        return count + Encoding.UTF8.GetBytes(text.AsSpan(from), bytes[count..]);
    }

    /// <summary>Whether all its bytes are UTF-8.</summary>
    public static bool IsUtf8(string text) => Next(text, 0) < 0;

    /// <summary>The place of its first byte that is no UTF-8, or null.</summary>
    public static int? FindAlien(string text) => Next(text, 0) is >= 0 and var at ? at : null;

    /// <summary>A text to look at: a byte that is no UTF-8 is shown as <c>\xe9</c>.</summary>
    public static string Visible(string text)
    {
        var at = Next(text, 0);
        if (at < 0)
        {
            return text;
        }

        var (visible, from) = (new StringBuilder(text.Length + 8), 0);
        for (; at >= 0; at = Next(text, from))
        {
            visible.Append(text.AsSpan(from, at - from)).Append($"\\x{text[at] - Offset:x2}");
            from = at + 1;
        }

        return visible.Append(text.AsSpan(from)).ToString();
    }

    /// <summary>At most so many characters of its beginning; none is cut in two.</summary>
    public static string Head(string text, int length) =>
        text.Length <= length ? text
        : IsWithinPair(text, length) ? text[..(length - 1)]
        : text[..length];

    /// <summary>At most so many characters of its end; none is cut in two.</summary>
    public static string Tail(string text, int length) =>
        text.Length <= length ? text
        : IsWithinPair(text, text.Length - length) ? text[(text.Length - length + 1)..]
        : text[^length..];

    private static bool IsWithinPair(string text, int at) => at > 0 && char.IsSurrogatePair(text[at - 1], text[at]);

    private static int Next(string text, int from)
    {
        while (from < text.Length && text.AsSpan(from).IndexOfAnyInRange(First, Last) is >= 0 and var found)
        {
            var at = from + found;
            if (at == 0 || !char.IsHighSurrogate(text[at - 1]))
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }
}
