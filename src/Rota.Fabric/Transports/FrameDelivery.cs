using Rota.Fabric.Wire;

namespace Rota.Fabric.Transports;

/// <summary>Cuts what comes by a connection into frames, and gives them to a receiver.</summary>
/// <param name="receiver">Who takes them.</param>
public sealed class FrameDelivery(IReceiver receiver)
{
    private readonly FrameBuffer frames = new();
    private string? fault;

    /// <summary>Room for bytes that come.</summary>
    public Span<byte> Room() => frames.Room();

    /// <summary>So many bytes of the room were filled.</summary>
    /// <returns>False when they make no sense: nothing more is to be taken.</returns>
    public bool TryDeliver(int count)
    {
        frames.Filled(count);
        try
        {
            while (frames.TryTake(out var payload))
            {
                receiver.Received(payload);
            }

            return true;
        }
        catch (InvalidDataException error)
        {
            fault = error.Message;
            return false;
        }
    }

    /// <summary>Bytes have come, of any number.</summary>
    /// <returns>As <see cref="TryDeliver(int)"/>.</returns>
    public bool TryDeliver(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            if (!TryDeliver(count))
            {
                return false;
            }

            bytes = bytes[count..];
        }

        return true;
    }

    /// <summary>Nothing more comes.</summary>
    public void End() => receiver.Ended(fault);
}
