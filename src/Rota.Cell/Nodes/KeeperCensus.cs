using Rota.Core.Placement;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Node.Agent;

namespace Rota.Cell.Nodes;

/// <summary>
/// Keeps a keeper up by being connected to it, and knows how many attempts it has. Where there is none, an anchor is
/// started that brings one up.
/// </summary>
/// <param name="transport">The way to the keeper.</param>
/// <param name="anchor">Its anchor.</param>
/// <param name="capacity">What the machine has, which the keeper holds orders against.</param>
internal sealed class KeeperCensus(ITransport transport, IAnchor anchor, Capacity capacity) : IReceiver, IDisposable
{
    private readonly Lock gate = new();
    private IConnection? line;
    private (int Running, int Starting) counted;

    /// <summary>What the keeper said last.</summary>
    public (int Running, int Starting) Counted
    {
        get
        {
            lock (gate)
            {
                return counted;
            }
        }
    }

    /// <summary>Asks again. The answer comes when it comes.</summary>
    /// <exception cref="IOException">The system has no place for an anchor.</exception>
    public void Ask()
    {
        if (Line() is not { } now)
        {
            return;
        }

        try
        {
            Tell(now, capacity);
        }
        catch (ConnectionEndedException)
        {
            // The next time finds another keeper.
        }
    }

    /// <summary>
    /// Says to a keeper what its machine has. An earlier version passes over it, and answers how many attempts there
    /// are.
    /// </summary>
    /// <exception cref="ConnectionEndedException">It is gone.</exception>
    public static void Tell(IConnection keeper, Capacity capacity)
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.CensusWanted).Capacity(capacity).End();
        keeper.Send(writer.Written.Span);
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.Census)
        {
            lock (gate)
            {
                counted = (reader.Int32(), reader.Int32());
            }
        }
    }

    /// <inheritdoc/>
    public void Ended(string? fault)
    {
        lock (gate)
        {
            line = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();

    private IConnection? Line()
    {
        lock (gate)
        {
            if (line is not null)
            {
                return line;
            }

            line = transport.TryConnect();
        }

        if (line is null)
        {
            if (!anchor.IsThere)
            {
                anchor.Start();
            }

            return null;
        }

        line.Listen(this);
        return line;
    }
}
