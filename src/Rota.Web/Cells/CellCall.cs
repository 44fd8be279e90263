using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Rota.Cell;
using Rota.Cell.Identity;
using Rota.Cell.Lines;

namespace Rota.Web.Cells;

/// <summary>A request of another machine of the cell.</summary>
/// <param name="http">The request.</param>
internal sealed class CellCall(HttpContext http)
{
    private static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(5);
    private const int BodyMax = 64 << 10;
    private const int PieceBytes = 128 << 10;

    /// <summary>Who asks; null for one that is no member yet.</summary>
    public PeerName? Peer { get; } =
        http.Connection.ClientCertificate is { } certificate ? PeerName.Of(certificate) : null;

    /// <summary>What it asks for.</summary>
    public string Path => http.Request.Path.Value!;

    /// <summary>The address it comes from.</summary>
    public string From => $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";

    /// <summary>The body as a text.</summary>
    /// <exception cref="CellException">It is too long.</exception>
    public async Task<string> Text()
    {
        using var reader = new StreamReader(http.Request.Body);
        var room = new char[BodyMax + 1];
        var count = await reader.ReadBlockAsync(room, http.RequestAborted).ConfigureAwait(false);
        return count <= BodyMax
            ? new string(room, 0, count)
            : throw new CellException(CellFault.Mistaken, "a request of that length is none of a cell");
    }

    /// <summary>What comes with it.</summary>
    public Stream Body => http.Request.Body;

    /// <summary>Whether something is to be taken in.</summary>
    public bool Sends => HttpMethods.IsPost(http.Request.Method);

    /// <summary>Is over when whoever asks is gone.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>A value after the question mark.</summary>
    /// <exception cref="CellException">It is not there.</exception>
    public string Value(string name) =>
        http.Request.Query[name].FirstOrDefault()
        ?? throw new CellException(CellFault.Mistaken, $"the request says nothing of its {name}");

    /// <summary>Answers with bytes.</summary>
    public async Task Answer(ReadOnlyMemory<byte> bytes) =>
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);

    /// <summary>Answers with all that a stream has.</summary>
    public Task Answer(Stream stream) => stream.CopyToAsync(http.Response.Body, PieceBytes, http.RequestAborted);

    /// <summary>Answers with a text.</summary>
    public Task Answer(string text) => http.Response.WriteAsync(text, http.RequestAborted);

    /// <summary>Leads what comes to a socket of this machine, and back what that says.</summary>
    /// <param name="path">The socket.</param>
    /// <exception cref="CellException">Nobody listens there.</exception>
    public async Task Pipe(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), http.RequestAborted).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            throw new CellException(CellFault.Unreachable, "the home's API is not served");
        }

        await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        await using var there = new NetworkStream(socket);
        var asked = Ask(socket, there);
        await ByteCopies.Copy(there, http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        await http.Response.CompleteAsync().ConfigureAwait(false);
        socket.Close();
        await asked.ConfigureAwait(false);
    }

    /// <summary>Makes a line of the request, for as long as both sides want it.</summary>
    /// <param name="take">Takes the line.</param>
    public async Task Line(Action<HttpLine> take)
    {
        await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        var line = new HttpLine(http.Request.Body, http.Response.Body);
        await using var cut = http.RequestAborted.Register(line.Dispose).ConfigureAwait(false);
        take(line);
        await line.Ended.ConfigureAwait(false);
        try
        {
            await http.Response.CompleteAsync().WaitAsync(FarewellMax).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or IOException or OperationCanceledException)
        {
            // It does not take what was sent last.
            http.Abort();
        }
    }

    private async Task Ask(Socket socket, NetworkStream there)
    {
        await ByteCopies.Copy(http.Request.Body, there, http.RequestAborted).ConfigureAwait(false);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }
}
