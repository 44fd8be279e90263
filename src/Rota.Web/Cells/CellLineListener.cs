using System.Collections.Concurrent;
using System.Net;
using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Fabric.Transports;

namespace Rota.Web.Cells;

/// <summary>Takes lines of other machines of a cell, as any listener of the fabric.</summary>
internal sealed class CellLineListener : IListener
{
    private readonly BlockingCollection<IConnection> waiting = [];
    private readonly CellServer server;

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="identity">Who this machine is.</param>
    /// <param name="pings">How a dead line is found.</param>
    public CellLineListener(IPEndPoint address, CellIdentity identity, LinePings pings) =>
        server = CellServer.Start(
            address,
            () => TlsSettings.Server(identity),
            pings,
            call =>
            {
                _ = CellGate.Certified(call);
                return call.Line(waiting.Add);
            }
        );

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"https://{server.Address}");

    /// <inheritdoc/>
    public IConnection? Accept(TimeSpan patience) => waiting.TryTake(out var line, patience) ? line : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        server.Dispose();
        while (waiting.TryTake(out var line))
        {
            line.Dispose();
        }
    }
}
