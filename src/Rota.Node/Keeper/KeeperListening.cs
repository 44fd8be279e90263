using Rota.Fabric.Transports;
using Rota.Linux.Clocks;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Keeper;

/// <summary>Moves a keeper's server by threads: one that accepts, and for each runner one that sends.</summary>
internal static class KeeperListening
{
    /// <summary>Serves until nobody was connected for so long and nothing is left to do.</summary>
    public static void Serve(IListener listener, KeeperCore core, TimeSpan idle)
    {
        var clock = new MonotonicClock();
        var server = new KeeperServer(core, (long)idle.TotalMicroseconds, clock.Now);
        while (true)
        {
            if (listener.Accept(idle) is { } connection)
            {
                Welcome(server.Open(connection));
            }
            else if (server.IsOver(clock.Now))
            {
                return;
            }
        }
    }

    private static void Welcome(KeeperSession session)
    {
        new Thread(new LinePump(session.Line, session.Connection).Run) { IsBackground = true, Name = "pump" }.Start();
        session.Connection.Listen(session);
    }
}
