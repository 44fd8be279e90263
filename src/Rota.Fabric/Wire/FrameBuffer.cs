namespace Rota.Fabric.Wire;

/// <summary>
/// Cuts a stream of bytes into frames. It holds twice of what has come at most: a length that is only claimed takes
/// nothing.
/// </summary>
public sealed class FrameBuffer
{
    private const int LengthBytes = 4;
    private const int RoomMin = 4 << 10;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;

    /// <summary>Room for bytes that come; ends the life of the frame that was taken last.</summary>
    public Span<byte> Room()
    {
        if (start == end)
        {
            (start, end) = (0, 0);
        }

        if (buffer.Length - end < RoomMin)
        {
            var next = end - start > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
            buffer.AsSpan(start, end - start).CopyTo(next);
            (buffer, start, end) = (next, 0, end - start);
        }

        return buffer.AsSpan(end);
    }

    /// <summary>So many bytes of the room were filled.</summary>
    public void Filled(int count) => end += count;

    /// <summary>The next frame that is complete, valid until there is to be room again.</summary>
    /// <exception cref="InvalidDataException">No frame has such a length.</exception>
    public bool TryTake(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (end - start < LengthBytes)
        {
            return false;
        }

        var length = BitConverter.ToInt32(buffer, start);
        if (length is <= 0 or > FrameReader.LengthMax)
        {
            throw new InvalidDataException($"a frame of {length} bytes: the other side speaks another language");
        }

        if (end - start - LengthBytes < length)
        {
            return false;
        }

        payload = buffer.AsSpan(start + LengthBytes, length);
        start += LengthBytes + length;
        return true;
    }
}
