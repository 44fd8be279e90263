using Rota.Fabric.Transports.InProcess;

namespace Rota.Fabric.Tests.Transports;

/// <summary>The contract inside of a process.</summary>
public sealed class InProcessTests : TransportContract
{
    private protected override ILineRig Open()
    {
        var transport = new InProcessTransport();
        return new ThreadedRig(transport, transport);
    }
}
