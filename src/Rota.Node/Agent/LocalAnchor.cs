using Rota.Instruments.Logs;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>The anchor of a state on this machine: known by its lock, started as a process.</summary>
internal sealed class LocalAnchor(StateDirectory state, NodeOptions node) : IAnchor
{
    /// <summary>
    /// An anchor holds its lock from its first moment; one that was just started may not have it yet, and a second is
    /// harmless.
    /// </summary>
    public bool IsThere
    {
        get
        {
            using var anchorLock = new FileLock(Path.Combine(state.Keeper, AnchorProcess.LockName));
            return !anchorLock.TryEnter();
        }
    }

    public string Log => AnchorProcess.LogPath(state);

    public void Start()
    {
        LogFile.Renew(Log);
        _ = new SelfProcess(node.Binary).Start(["__anchor", state.Path, .. node.Log.Arguments], Log);
    }

    public string? LastWord()
    {
        try
        {
            return LogLine.LastComplaint(File.ReadLines(Log));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
