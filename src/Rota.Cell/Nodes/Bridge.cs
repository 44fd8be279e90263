using System.Buffers;
using System.Buffers.Binary;
using Rota.Fabric.Transports;

namespace Rota.Cell.Nodes;

/// <summary>One direction of a bridge between two lines: what comes by one goes by the other, frame by frame.</summary>
/// <param name="to">Where it goes. It ends when nothing more comes.</param>
/// <param name="seen">Sees each frame on its way; null for nobody.</param>
internal sealed class Bridge(IConnection to, FrameSight? seen) : IReceiver
{
    private const int LengthBytes = 4;

    /// <summary>Leads two lines to each other, until either ends.</summary>
    /// <param name="home">The line to the home.</param>
    /// <param name="keeper">The line to the keeper.</param>
    /// <param name="seen">Sees what the keeper says; null for nobody.</param>
    public static void Lead(IConnection home, IConnection keeper, FrameSight? seen)
    {
        keeper.Listen(new Bridge(home, seen));
        home.Listen(new Bridge(keeper, null));
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        seen?.Invoke(payload);
        var frame = ArrayPool<byte>.Shared.Rent(LengthBytes + payload.Length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
            payload.CopyTo(frame.AsSpan(LengthBytes));
            to.Send(frame.AsSpan(0, LengthBytes + payload.Length));
        }
        catch (ConnectionEndedException)
        {
            // Its own end is told to the other direction.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <inheritdoc/>
    public void Ended(string? fault) => to.Dispose();
}

/// <summary>Looks at a frame that passes.</summary>
internal delegate void FrameSight(ReadOnlySpan<byte> payload);
