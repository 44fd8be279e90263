namespace Rota.Fabric.Transports.InProcess;

/// <summary>Bytes on their way from one thread to another. Who writes waits while it is full.</summary>
internal sealed class ByteQueue
{
    private const int Capacity = 256 << 10;
    private readonly object gate = new();
    private readonly byte[] ring = new byte[Capacity];
    private long written;
    private long read;
    private bool isEnded;

    /// <summary>Writes all of these bytes.</summary>
    /// <exception cref="ConnectionEndedException">It has ended.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            while (true)
            {
                if (isEnded)
                {
                    throw new ConnectionEndedException();
                }

                var at = (int)(written % Capacity);
                var count = (int)Math.Min(bytes.Length, Math.Min(Capacity - (written - read), Capacity - at));
                bytes[..count].CopyTo(ring.AsSpan(at));
                written += count;
                bytes = bytes[count..];
                Monitor.PulseAll(gate);
                if (bytes.IsEmpty)
                {
                    return;
                }

                if (written - read == Capacity)
                {
                    Monitor.Wait(gate);
                }
            }
        }
    }

    /// <summary>Waits for bytes; 0 when it has ended and all were read.</summary>
    public int Read(Span<byte> room)
    {
        lock (gate)
        {
            while (written == read && !isEnded)
            {
                Monitor.Wait(gate);
            }

            var at = (int)(read % Capacity);
            var count = (int)Math.Min(room.Length, Math.Min(written - read, Capacity - at));
            ring.AsSpan(at, count).CopyTo(room);
            read += count;
            Monitor.PulseAll(gate);
            return count;
        }
    }

    /// <summary>Nothing more is written; what was can be read.</summary>
    public void End()
    {
        lock (gate)
        {
            isEnded = true;
            Monitor.PulseAll(gate);
        }
    }
}
