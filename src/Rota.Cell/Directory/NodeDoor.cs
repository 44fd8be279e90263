using System.Net.Sockets;
using Rota.Cell.Nodes;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Unix;

namespace Rota.Cell.Directory;

/// <summary>
/// A socket of this machine that leads to the keeper of a node: processes of the home come to it as they come to a
/// keeper beside them. It is there as long as its node is connected.
/// </summary>
public sealed class NodeDoor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly UnixListener listener;
    private readonly ITransport node;
    private volatile bool isOver;

    /// <summary>Opens it.</summary>
    /// <param name="path">Where the socket is to be.</param>
    /// <param name="node">The way to the node.</param>
    /// <exception cref="SocketException">It cannot be made there.</exception>
    public NodeDoor(string path, ITransport node)
    {
        this.node = node;
        listener = new UnixListener(path);
        new Thread(Serve) { IsBackground = true, Name = "door" }.Start();
    }

    /// <summary>Closes it. Lines that lead through it last as long as the node's connection.</summary>
    public void Dispose()
    {
        isOver = true;
        listener.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (!isOver)
            {
                if (listener.Accept(Patience) is { } near)
                {
                    new Thread(() => Lead(near)) { IsBackground = true, Name = "door line" }.Start();
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was closed while it waited.
        }
    }

    /// <summary>A node that does not open a line now has no keeper, or is gone: who came tries again.</summary>
    private void Lead(IConnection near)
    {
        if (node.TryConnect() is { } far)
        {
            Bridge.Lead(near, far, seen: null);
        }
        else
        {
            near.Dispose();
        }
    }
}
