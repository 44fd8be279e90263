namespace Rota.Fabric.Transports.Faulty;

/// <summary>
/// Another transport with faults: refuses connects, ends lines at once, holds bytes up and apart, and cuts lines at any
/// byte. Within a line nothing is doubled and nothing overtakes, as in any stream.
/// </summary>
/// <param name="inner">The transport that works.</param>
/// <param name="faults">What goes wrong.</param>
public sealed class FaultyTransport(ITransport inner, LineFaults faults) : ITransport
{
    /// <inheritdoc/>
    public IConnection? TryConnect()
    {
        if (faults.Strikes(faults.RefusedOneIn) || inner.TryConnect() is not { } connection)
        {
            return null;
        }

        if (faults.Strikes(faults.EndedAtOnceOneIn))
        {
            connection.Dispose();
        }

        return new FaultyConnection(connection, faults);
    }
}
