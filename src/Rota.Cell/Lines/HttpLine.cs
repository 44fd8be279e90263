using Rota.Fabric.Transports;

namespace Rota.Cell.Lines;

/// <summary>
/// One end of a line over one stream of an HTTP/2 connection, which carries many. What the other side does not take is
/// held up by that stream's window; other lines go on.
/// </summary>
/// <param name="incoming">What comes.</param>
/// <param name="outgoing">Where what is sent goes.</param>
public sealed class HttpLine(Stream incoming, Stream outgoing) : IConnection
{
    private const int PieceMax = 32 << 10;
    private readonly Lock sending = new();
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool isHeard;

    /// <summary>
    /// Is complete once this side sends and reads nothing more: whoever carries the stream ends it then.
    /// </summary>
    public Task Ended => ended.Task;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frames)
    {
        lock (sending)
        {
            if (over.IsCancellationRequested)
            {
                throw new ConnectionEndedException();
            }

            var rest = frames;
            try
            {
                for (; rest.Length > 0; rest = rest[Math.Min(PieceMax, rest.Length)..])
                {
                    Wait(outgoing.WriteAsync(rest[..Math.Min(PieceMax, rest.Length)].ToArray(), over.Token));
                }

                Wait(new ValueTask(outgoing.FlushAsync(over.Token)));
            }
            catch (Exception error) when (IsEnd(error))
            {
                Dispose();

                // The other side may have taken the last piece and ended for it: as with a socket, the next hears so.
                if (rest.Length > PieceMax)
                {
                    throw new ConnectionEndedException();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Listen(IReceiver receiver)
    {
        isHeard = true;
        _ = Task.Run(() => Read(new FrameDelivery(receiver)));
    }

    /// <summary>
    /// Ends the line, from any thread: what was sent goes its way, what is being sent or read is given up.
    /// </summary>
    public void Dispose()
    {
        over.Cancel();
        if (!isHeard)
        {
            ended.TrySetResult();
        }
    }

    private async Task Read(FrameDelivery delivery)
    {
        var room = new byte[PieceMax];
        try
        {
            while (await incoming.ReadAsync(room, over.Token).ConfigureAwait(false) is > 0 and var count)
            {
                if (!delivery.TryDeliver(room.AsSpan(0, count)))
                {
                    break;
                }
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            // The end is told below, however it came.
        }

        over.Cancel();
        ended.TrySetResult();
        delivery.End();
    }

    private static void Wait(ValueTask task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        task.AsTask().GetAwaiter().GetResult();
    }

    private static bool IsEnd(Exception error) =>
        error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
