using Microsoft.Extensions.Logging;
using Rota.Cell.Files;
using Rota.Cell.State;
using Rota.Fabric.Transports;

namespace Rota.Cell.Nodes;

/// <summary>All that moves files at a node.</summary>
internal sealed class NodeFiles : IDisposable
{
    private static readonly TimeSpan RestMin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(5);
    private readonly HomeWay way;
    private readonly BlobFetch fetch;
    private readonly FileMover mover;

    /// <summary>That of a node.</summary>
    /// <param name="folder">The state's part of the cell.</param>
    /// <param name="way">The way to its home.</param>
    /// <param name="keeper">The way to its keeper.</param>
    /// <param name="bytesMax">What files may take that no attempt uses.</param>
    /// <param name="log">Where it tells of itself.</param>
    public NodeFiles(CellFolder folder, HomeWay way, ITransport keeper, long bytesMax, ILogger log)
    {
        this.way = way;
        var home = new RemoteFiles(() => way.Dialer);
        var cache = new BlobCache(folder.State.Brought, bytesMax);
        fetch = new BlobFetch(home, cache, Rest);
        var staging = new Staging(folder.State, cache, fetch);
        var delivery = new OutputDelivery(folder.State, home, cache);
        mover = new FileMover(keeper, new FileWork(home, staging, delivery, cache, Rest, log), staging);
    }

    /// <summary>Sees that the keeper knows of it.</summary>
    public void Look() => mover.Look();

    /// <inheritdoc/>
    public void Dispose()
    {
        mover.Dispose();
        fetch.Dispose();
        way.Dispose();
    }

    /// <summary>Not all at the same moment: a home that is back has a thousand nodes.</summary>
    private static Task Rest(CancellationToken ct) =>
        Task.Delay(RestMin + ((RestMax - RestMin) * Random.Shared.NextDouble()), ct);
}
