using Rota.Cell.Lines;
using Rota.Core.Placement;
using Rota.Fabric;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Node.Agent;

namespace Rota.Cell.Nodes;

/// <summary>
/// A node's connection to its home, while it lasts: announces the node on one line of it, and opens others to the
/// keeper when the home asks.
/// </summary>
/// <param name="dialer">The connection.</param>
/// <param name="control">The line for announcements.</param>
/// <param name="keeper">The way to the keeper.</param>
/// <param name="health">Sees what the keeper says.</param>
/// <param name="capacity">What the machine has.</param>
internal sealed class NodeSession(
    HttpDialer dialer,
    IConnection control,
    KeeperDoor keeper,
    NodeHealth health,
    Capacity capacity
) : IReceiver, IDisposable
{
    private readonly ManualResetEvent ended = new(false);

    /// <summary>Is set when the connection has ended.</summary>
    public WaitHandle Ended => ended;

    /// <summary>Begins to listen.</summary>
    public void Begin() => control.Listen(this);

    /// <summary>Says something to the home.</summary>
    public void Say(Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        write(writer);
        try
        {
            control.Send(writer.Written.Span);
        }
        catch (ConnectionEndedException)
        {
            ended.Set();
        }
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.LineWanted)
        {
            var number = reader.Int64();
            new Thread(() => Open(number)) { IsBackground = true, Name = "bridge" }.Start();
        }
    }

    /// <inheritdoc/>
    void IReceiver.Ended(string? fault) => ended.Set();

    /// <inheritdoc/>
    public void Dispose() => control.Dispose();

    /// <summary>
    /// The keeper is asked first: where it does not come up, the home hears nothing, and gives up by its own patience.
    /// </summary>
    private void Open(long number)
    {
        try
        {
            var near = keeper.Connect();
            if (new HttpTransport(dialer, $"{CellPaths.Line}{number}").TryConnect() is { } far)
            {
                // Before any order of the home: a keeper that has just begun knows nothing of its machine.
                KeeperCensus.Tell(near, capacity);
                Bridge.Lead(far, near, health.Sees);
            }
            else
            {
                near.Dispose();
            }
        }
        catch (Exception error) when (error is ExecutorGoneException or ConnectionEndedException)
        {
            // Starts fail on this machine: its own test tells so.
        }
    }
}
