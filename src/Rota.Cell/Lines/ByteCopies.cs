namespace Rota.Cell.Lines;

/// <summary>Copies bytes as they come: nothing waits for more.</summary>
public static class ByteCopies
{
    private const int PieceBytes = 32 << 10;

    /// <summary>Copies until the end of what is read, or until one side is gone.</summary>
    /// <param name="from">What is read.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task Copy(Stream from, Stream to, CancellationToken ct)
    {
        var room = new byte[PieceBytes];
        try
        {
            while (await from.ReadAsync(room, ct).ConfigureAwait(false) is > 0 and var count)
            {
                await to.WriteAsync(room.AsMemory(0, count), ct).ConfigureAwait(false);
                await to.FlushAsync(ct).ConfigureAwait(false);
            }
        }
        catch (Exception error)
            when (error
                    is IOException
                        or OperationCanceledException
                        or ObjectDisposedException
                        or InvalidOperationException
            )
        {
            // One side is gone: the other is told by the end.
        }
    }
}
