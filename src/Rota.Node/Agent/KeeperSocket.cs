using System.Diagnostics;
using System.Net.Sockets;
using Rota.Fabric;
using Rota.Instruments.Logs;
using Rota.Node.Keeper;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Lines;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>The socket of a state's keeper. Where nobody takes a connection, anchor and keeper are started.</summary>
internal sealed class KeeperSocket(StateDirectory state, NodeOptions node)
{
    private static readonly TimeSpan AnchorPatience = TimeSpan.FromSeconds(1);
    private readonly string path = Path.Combine(state.Keeper, KeeperServer.SocketName);
    private readonly string log = AnchorProcess.LogPath(state);

    /// <summary>How long a keeper may take to come up, or to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Starts anchor and keeper ahead of need, unless they are there.</summary>
    public void Warm()
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            StartAnchor();
        }
        catch (IOException)
        {
            // A state that cannot be written: the submission that follows says so better.
        }
    }

    /// <summary>Connects, and waits for a keeper to come up where there is none.</summary>
    /// <exception cref="ExecutorGoneException">None came up.</exception>
    public Socket Connect()
    {
        var begun = Stopwatch.GetTimestamp();
        var anchorSeen = 0L;
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(SocketAddress.Of(path));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }

            if (Stopwatch.GetElapsedTime(anchorSeen) > AnchorPatience)
            {
                if (!HasAnchor())
                {
                    TryStartAnchor();
                }

                anchorSeen = Stopwatch.GetTimestamp();
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw Gone("does not come up");
            }

            // A socket that does not exist yet gives no signal when it does.
            Thread.Sleep(2);
        }
    }

    /// <summary>What is said when patience is over, with what anchor or keeper printed last.</summary>
    /// <param name="what">What the keeper does not do.</param>
    public ExecutorGoneException Gone(string what) => new($"the keeper {what}{LastWord()}. See {log}");

    /// <summary>What anchor or keeper printed last, as the reason that people look for first.</summary>
    private string LastWord()
    {
        try
        {
            return LogLine.LastComplaint(File.ReadLines(log)) is { } last ? $" (it said: {last})" : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void StartAnchor()
    {
        LogFile.Renew(log);
        _ = new SelfProcess(node.Binary).Start(["__anchor", state.Path, .. node.Log.Arguments], log);
    }

    private void TryStartAnchor()
    {
        try
        {
            StartAnchor();
        }
        catch (IOException error)
        {
            throw new ExecutorGoneException(
                $"{error.Message}. No more processes may be started (ulimit -u, or pids.max of a container), "
                    + "or memory is short"
            );
        }
    }

    /// <summary>
    /// An anchor holds its lock from its first moment; one that was just started may not have it yet, and a second is
    /// harmless.
    /// </summary>
    private bool HasAnchor()
    {
        using var anchorLock = new FileLock(Path.Combine(state.Keeper, AnchorProcess.LockName));
        return !anchorLock.TryEnter();
    }
}
