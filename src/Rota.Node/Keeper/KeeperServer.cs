using Rota.Fabric.Transports;

namespace Rota.Node.Keeper;

/// <summary>
/// The keeper's side of the fabric: takes runners in, and knows when nobody needs it any more. Over any transport: who
/// moves it gives it connections and asks it the time.
/// </summary>
/// <param name="core">The keeper.</param>
/// <param name="idle">How long nobody may be connected before it ends, in microseconds.</param>
/// <param name="now">When it begins, in microseconds of a monotonic clock.</param>
internal sealed class KeeperServer(KeeperCore core, long idle, long now)
{
    /// <summary>Name of the socket in the keeper's directory.</summary>
    public const string SocketName = "socket";

    private long lastSeen = now;

    /// <summary>
    /// A runner has connected. To be listened to next, once all that is to be seen of it is in place.
    /// </summary>
    public KeeperSession Open(IConnection connection)
    {
        var line = core.Link.Open();
        return new KeeperSession(core.Link, line, core.Reader(line), connection, core.Log);
    }

    /// <summary>Whether nobody was seen to be connected for so long, and nothing is left to do.</summary>
    public bool IsOver(long now)
    {
        if (core.Link.IsConnected)
        {
            lastSeen = now;
        }

        return now - lastSeen >= idle && core.IsIdle;
    }
}
