namespace Rota.Fabric.Transports;

/// <summary>A connection over a stream of bytes, which a thread of its own reads.</summary>
public abstract class StreamConnection : IConnection
{
    private readonly Lock sending = new();

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frames)
    {
        lock (sending)
        {
            Write(frames);
        }
    }

    /// <inheritdoc/>
    public void Listen(IReceiver receiver) =>
        new Thread(() => Read(new FrameDelivery(receiver))) { IsBackground = true, Name = "line" }.Start();

    /// <summary>Ends the line, from any thread: reads and writes in progress end by it too.</summary>
    public abstract void Dispose();

    /// <summary>Waits for bytes.</summary>
    /// <returns>How many came; 0 when the line has ended.</returns>
    protected abstract int Receive(Span<byte> room);

    /// <summary>Writes all of these bytes.</summary>
    /// <exception cref="ConnectionEndedException">The line has ended.</exception>
    protected abstract void Write(ReadOnlySpan<byte> bytes);

    private void Read(FrameDelivery delivery)
    {
        while (Receive(delivery.Room()) is > 0 and var count)
        {
            if (!delivery.TryDeliver(count))
            {
                Dispose();
                break;
            }
        }

        delivery.End();
    }
}
