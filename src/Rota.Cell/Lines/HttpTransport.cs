using System.Net;
using Rota.Fabric.Transports;

namespace Rota.Cell.Lines;

/// <summary>Opens lines to another machine: each is a request that lasts.</summary>
/// <param name="dialer">The connection to the machine.</param>
/// <param name="path">What is asked for there.</param>
public sealed class HttpTransport(HttpDialer dialer, string path) : ITransport
{
    private static readonly TimeSpan OpenMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(5);

    /// <summary>Why there was no connection the last time; null where there was.</summary>
    public string? LastRefusal { get; private set; }

    /// <inheritdoc/>
    public IConnection? TryConnect() => TryOpen().GetAwaiter().GetResult();

    private async Task<IConnection?> TryOpen()
    {
        var request = new OpenRequest();
        using var patience = new CancellationTokenSource(OpenMax);
        try
        {
            var response = await dialer.Send(HttpMethod.Post, path, request, patience.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                LastRefusal = await SentenceOf(response, patience.Token).ConfigureAwait(false);
                request.Finish();
                response.Dispose();
                return null;
            }

            var outgoing = await request.Opened.WaitAsync(patience.Token).ConfigureAwait(false);
            var incoming = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            LastRefusal = null;
            var line = new HttpLine(incoming, outgoing);
            _ = Farewell(line, request, response, incoming);
            return line;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            LastRefusal = (error.InnerException ?? error).Message;
            request.Finish();
            return null;
        }
    }

    /// <summary>
    /// Ends the request when the line ends, and waits for the other side to end too: what was sent last is cut off
    /// otherwise.
    /// </summary>
    private static async Task Farewell(
        HttpLine line,
        OpenRequest request,
        HttpResponseMessage response,
        Stream incoming
    )
    {
        await line.Ended.ConfigureAwait(false);
        request.Finish();
        using var patience = new CancellationTokenSource(FarewellMax);
        try
        {
            var room = new byte[4096];
            while (await incoming.ReadAsync(room, patience.Token).ConfigureAwait(false) > 0)
            {
                // Nobody is there any more to take it.
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone, or the other side takes its time.
        }

        response.Dispose();
    }

    private static async Task<string> SentenceOf(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        return text.Length is > 0 and < 1000 ? text : $"it answers {(int)response.StatusCode}";
    }
}
