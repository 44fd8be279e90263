using Microsoft.Extensions.Logging;
using Rota.Linux.Calls;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Anchors;

/// <summary>The parent of last resort of a state: a process with one lock, one log and one loop.</summary>
public static class AnchorProcess
{
    /// <summary>Name of the file whose lock an anchor holds for its life.</summary>
    public const string LockName = "anchor.lock";

    /// <summary>Where anchor and keeper print.</summary>
    public static string LogPath(StateDirectory state) => Path.Combine(state.Keeper, "log");

    /// <summary>Runs the anchor of a state until nothing is left to look after.</summary>
    /// <param name="statePath">The state's directory.</param>
    /// <param name="node">What its keepers are told.</param>
    /// <param name="logs">Where it tells of itself.</param>
    public static int Run(string statePath, NodeOptions node, ILoggerProvider logs)
    {
        var state = StateDirectory.Open(statePath, create: true);
        using var alone = new FileLock(Path.Combine(state.Keeper, LockName));

        // Somebody who only looks whether there is an anchor holds it for a moment.
        if (!alone.TryEnter(TimeSpan.FromMilliseconds(100)))
        {
            return 0;
        }

        _ = Native.Prctl(Native.SetChildSubreaper, 1, 0, 0, 0);
        new AnchorLoop(state, node, logs.CreateLogger("anchor")).Run();
        return 0;
    }
}
