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

    /// <summary>Answers with a text.</summary>
    public Task Answer(string text) => http.Response.WriteAsync(text, http.RequestAborted);

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
}
