using System.Collections.Concurrent;

namespace Rota.Fabric.Transports.InProcess;

/// <summary>Lines between two sides that are in one process: both its transport and its listener.</summary>
public sealed class InProcessTransport : ITransport, IListener
{
    private readonly BlockingCollection<InProcessConnection> waiting = [];

    /// <inheritdoc/>
    public IConnection? TryConnect()
    {
        var (there, back) = (new ByteQueue(), new ByteQueue());
        try
        {
            waiting.Add(new InProcessConnection(incoming: there, outgoing: back));
            return new InProcessConnection(incoming: back, outgoing: there);
        }
        catch (InvalidOperationException)
        {
            // Nobody listens any more.
            return null;
        }
    }

    /// <inheritdoc/>
    public IConnection? Accept(TimeSpan patience) => waiting.TryTake(out var connection, patience) ? connection : null;

    /// <summary>Ends listening; connections that were taken stay, those that wait are ended.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        while (waiting.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
