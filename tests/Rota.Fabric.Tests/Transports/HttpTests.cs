using System.Net;
using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Fabric.Tests.Cells;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Faulty;
using Rota.Web.Cells;

namespace Rota.Fabric.Tests.Transports;

/// <summary>The contract between machines: HTTP/2 with certificates of a cell, all lines on one connection.</summary>
public sealed class HttpTests : TransportContract
{
    private protected override ILineRig Open() => Rig(static transport => transport);

    internal static ILineRig Rig(Func<ITransport, ITransport> wrap)
    {
        var cell = new Machines();
        var listener = new CellLineListener(new IPEndPoint(IPAddress.Loopback, 0), cell.Home, LinePings.Usual);
        var dialer = new HttpDialer(
            listener.Address, TlsSettings.Client(cell.Node, CellRole.Home, _ => { }), LinePings.Usual);
        return new ThreadedRig(wrap(new HttpTransport(dialer, "/line")), listener);
    }
}

/// <summary>The contract between machines, with sends that are held up and torn apart.</summary>
public sealed class FaultyHttpTests : TransportContract
{
    private protected override ILineRig Open() =>
        HttpTests.Rig(static transport => new FaultyTransport(transport, new LineFaults(7) { DelayMax = 1 }));
}
