using System.Net;
using System.Net.Sockets;
using System.Text;
using Rota.App.Problems;
using Rota.Cell;
using Rota.Cell.Lines;
using Rota.Cell.Nodes;
using Rota.Cell.State;
using Rota.Web.Answers;
using Rota.Web.Serving;

namespace Rota.Web.Cells;

/// <summary>
/// The API of the home at a node: what comes to a socket here goes to that of the home, byte by byte, over connections
/// of its own. Who is let in is the home's to say, by the token that comes along.
/// </summary>
public sealed class Gateway : IDisposable
{
    private const int Backlog = 64;
    private readonly CancellationTokenSource ended = new();
    private readonly List<Socket> listeners = [];
    private readonly HomeWay way;
    private readonly string path;

    private Gateway(HomeWay way, string path, IPEndPoint? address)
    {
        (this.way, this.path) = (way, path);
        try
        {
            File.Delete(path);
            Listen(
                new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
                new UnixDomainSocketEndPoint(path)
            );
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (address is not null)
            {
                Listen(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp), address);
            }
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            Dispose();
            throw new CellException(
                CellFault.Unreachable,
                $"cannot listen on {address?.ToString() ?? path}: {error.Message}"
            )
            {
                Tries = ["name another with --listen ADDRESS:PORT"],
            };
        }
    }

    /// <summary>Opens that of a node.</summary>
    /// <param name="folder">The part of the node's state that its cell has.</param>
    /// <param name="settings">Its place in the cell.</param>
    /// <param name="address">An address of this machine that it listens on besides; null for none.</param>
    /// <exception cref="CellException">It cannot listen.</exception>
    public static Gateway Open(CellFolder folder, CellSettings settings, IPEndPoint? address)
    {
        var files = new IdentityFiles(folder);
        var way = new HomeWay(settings.Homes, files.Read, () => files.Stamp);
        return new(way, WebAddress.SocketOf(folder.State), address);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Cancel();
        listeners.ForEach(listener => listener.Dispose());
        way.Dispose();
        File.Delete(path);
    }

    private void Listen(Socket listener, EndPoint address)
    {
        listeners.Add(listener);
        listener.Bind(address);
        listener.Listen(Backlog);
        _ = Accept(listener);
    }

    private async Task Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptAsync(ended.Token).ConfigureAwait(false));
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The node ends.
        }
    }

    private async Task Serve(Socket client)
    {
        using var here = new NetworkStream(client, ownsSocket: true);
        try
        {
            using var there = await way.Open(CellPaths.Api, ended.Token).ConfigureAwait(false);
            var asked = there.Send(here, ended.Token);
            await ByteCopies.Copy(there.Incoming, here, ended.Token).ConfigureAwait(false);
            client.Shutdown(SocketShutdown.Both);
            await asked.ConfigureAwait(false);
        }
        catch (CellException error)
        {
            await Refuse(here, error).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            // Who asked is gone.
        }
    }

    /// <summary>What the home would say if it could.</summary>
    private static async Task Refuse(NetworkStream here, CellException error)
    {
        var problem = new ProblemView(CellProblems.Of(error), "/", Guid.NewGuid().ToString("N"), retryAfter: 1);
        var body = JsonAnswer.Bytes(problem, AnswerJson.Default.ProblemView);
        var head =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nConnection: close\r\n"
            + $"Retry-After: 1\r\nContent-Length: {body.Length}\r\n\r\n";
        try
        {
            // What was asked is read first: who is answered before it has said all sees a broken connection.
            _ = await here.ReadAsync(new byte[1 << 16]).ConfigureAwait(false);
            await here.WriteAsync(Encoding.ASCII.GetBytes(head)).ConfigureAwait(false);
            await here.WriteAsync(body).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Who asked is gone.
        }
    }
}
