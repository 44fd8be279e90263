using System.Net;

namespace Rota.Cell.Lines;

/// <summary>Bytes both ways over one stream of a connection to another machine, whatever they mean.</summary>
public sealed class HttpPipe : IDisposable
{
    private static readonly TimeSpan OpenMax = TimeSpan.FromSeconds(10);
    private readonly OpenRequest request;
    private readonly HttpResponseMessage response;

    private HttpPipe(OpenRequest request, HttpResponseMessage response, Stream incoming, Stream outgoing) =>
        (this.request, this.response, Incoming, Outgoing) = (request, response, incoming, outgoing);

    /// <summary>What comes.</summary>
    public Stream Incoming { get; }

    /// <summary>Where what is sent goes.</summary>
    public Stream Outgoing { get; }

    /// <summary>Opens one.</summary>
    /// <param name="dialer">The connection to the machine.</param>
    /// <param name="path">What is asked for there.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="CellException">The machine is not there, or refuses.</exception>
    public static async Task<HttpPipe> Open(HttpDialer dialer, string path, CancellationToken ct)
    {
        var request = new OpenRequest();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(OpenMax);
        try
        {
            var response = await dialer.Send(HttpMethod.Post, path, request, patience.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                using (response)
                {
                    request.Finish();
                    var said = await response.Content.ReadAsStringAsync(patience.Token).ConfigureAwait(false);
                    throw new CellException(CellFault.Unreachable, $"{dialer.Peer} refuses: {said}");
                }
            }

            var outgoing = await request.Opened.WaitAsync(patience.Token).ConfigureAwait(false);
            var incoming = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return new HttpPipe(request, response, incoming, outgoing);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            request.Finish();
            throw new CellException(
                CellFault.Unreachable,
                $"{dialer.Peer} does not answer: {(error.InnerException ?? error).Message}"
            );
        }
    }

    /// <summary>Says that nothing more is sent. What comes comes still.</summary>
    public void Finish() => request.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        request.Finish();
        response.Dispose();
    }
}
