using Microsoft.Win32.SafeHandles;

namespace Rota.Cell.Files;

/// <summary>Takes bytes from a line to a file and to its hash, a piece at a time.</summary>
internal static class ReceivedBytes
{
    private const int PieceBytes = 128 << 10;

    /// <summary>Copies until there are so many, or the line ends.</summary>
    /// <param name="there">The line.</param>
    /// <param name="here">The file, which goes on where the hash is.</param>
    /// <param name="hash">What was taken before, and is.</param>
    /// <param name="most">How many.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="CellException">The line broke.</exception>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public static async Task Copy(Stream there, SafeFileHandle here, FileHash hash, long most, CancellationToken ct)
    {
        var room = new byte[PieceBytes];
        while (hash.Bytes < most)
        {
            var piece = room.AsMemory(0, (int)Math.Min(room.Length, most - hash.Bytes));
            var count = await Received(there, piece, ct).ConfigureAwait(false);
            if (count == 0)
            {
                return;
            }

            RandomAccess.Write(here, piece.Span[..count], hash.Bytes);
            hash.Take(piece.Span[..count]);
        }
    }

    private static async Task<int> Received(Stream there, Memory<byte> room, CancellationToken ct)
    {
        try
        {
            return await there.ReadAsync(room, ct).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            throw new CellException(CellFault.Unreachable, error.Message);
        }
    }
}
