using Rota.Node.Keeper;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>The keeper of a state on this machine.</summary>
public static class OwnKeeper
{
    /// <summary>Starts it and its anchor ahead of need, so that they come up while other work is done.</summary>
    /// <param name="state">The state.</param>
    /// <param name="node">What both are told.</param>
    public static void Warm(StateDirectory state, NodeOptions node)
    {
        if (File.Exists(SocketOf(state)))
        {
            return;
        }

        try
        {
            new LocalAnchor(state, node).Start();
        }
        catch (IOException)
        {
            // A state that cannot be written: the submission that follows says so better.
        }
    }

    /// <summary>Where it listens.</summary>
    internal static string SocketOf(StateDirectory state) => Path.Combine(state.Keeper, KeeperServer.SocketName);
}
