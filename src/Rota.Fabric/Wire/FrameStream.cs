using System.Net.Sockets;

namespace Rota.Fabric.Wire;

/// <summary>Frames over a socket: one reader, any number of writers.</summary>
public sealed class FrameStream(Socket socket) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FrameWriter writer = new();
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>Writes frames at once.</summary>
    /// <exception cref="SocketException">The other side is gone.</exception>
    public void Send(Action<FrameWriter> write)
    {
        lock (gate)
        {
            writer.Clear();
            write(writer);
            var rest = writer.Written.Span;
            while (rest.Length > 0)
            {
                rest = rest[socket.Send(rest)..];
            }
        }
    }

    /// <summary>The next frame, valid until the next call; false when the other side is gone.</summary>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        while (true)
        {
            if (end - start >= 4)
            {
                var length = BitConverter.ToInt32(buffer, start);
                if (length is <= 0 or > FrameReader.LengthMax)
                {
                    throw new InvalidDataException(
                        $"a frame of {length} bytes: the other side speaks another language"
                    );
                }

                if (end - start >= 4 + length)
                {
                    payload = buffer.AsSpan(start + 4, length);
                    start += 4 + length;
                    return true;
                }

                MakeRoom(4 + length);
            }

            if (!Receive())
            {
                payload = default;
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private void MakeRoom(int needed)
    {
        if (buffer.Length - start >= needed)
        {
            return;
        }

        var next = needed > buffer.Length ? new byte[needed * 2] : buffer;
        buffer.AsSpan(start, end - start).CopyTo(next);
        end -= start;
        start = 0;
        buffer = next;
    }

    private bool Receive()
    {
        if (start == end)
        {
            start = end = 0;
        }

        if (end == buffer.Length)
        {
            MakeRoom(buffer.Length - start + 1);
        }

        try
        {
            var received = socket.Receive(buffer.AsSpan(end));
            end += received;
            return received > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
