using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Rota.Cell.Files;

/// <summary>What is in a file, as the SHA-256 of its bytes in 64 small hexadecimal digits.</summary>
public sealed class FileHash : IDisposable
{
    private const int DigitCount = 64;
    private const int PieceBytes = 1 << 20;
    private readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many bytes it has seen.</summary>
    public long Bytes { get; private set; }

    /// <summary>A hash that somebody else names; it becomes a part of paths.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static string Checked(string text) =>
        text.Length == DigitCount && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw new InvalidDataException($"\"{text}\" is no hash of a file");

    /// <summary>Reads a whole file, a piece at a time.</summary>
    public static string Of(SafeFileHandle file, CancellationToken ct)
    {
        using var hash = new FileHash();
        hash.Take(file, long.MaxValue, ct);
        return hash.End();
    }

    /// <summary>Takes the first bytes of a file in.</summary>
    public void Take(SafeFileHandle file, long most, CancellationToken ct)
    {
        var room = new byte[PieceBytes];
        while (Bytes < most)
        {
            ct.ThrowIfCancellationRequested();
            var count = RandomAccess.Read(file, room.AsSpan(0, (int)Math.Min(room.Length, most - Bytes)), Bytes);
            if (count == 0)
            {
                return;
            }

            Take(room.AsSpan(0, count));
        }
    }

    /// <summary>Takes more bytes in.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        sum.AppendData(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>The hash of all that it has seen.</summary>
    public string End() => Convert.ToHexStringLower(sum.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => sum.Dispose();
}
