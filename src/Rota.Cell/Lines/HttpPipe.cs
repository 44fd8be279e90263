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
    internal Stream Outgoing { get; }

    /// <summary>Opens one.</summary>
    /// <param name="dialer">The connection to the machine.</param>
    /// <param name="path">What is asked for there.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="CellException">The machine is not there, or refuses.</exception>
    public static async Task<HttpPipe> Open(HttpDialer dialer, string path, CancellationToken ct)
    {
        var (pipe, refusal) = await TryOpen(dialer, path, ct).ConfigureAwait(false);
        return pipe
            ?? throw new CellException(CellFault.Unreachable, $"cannot get through to {dialer.Peer}: {refusal}");
    }

    /// <summary>Opens one, or says why there is none: what the other side says, or the system.</summary>
    internal static async Task<(HttpPipe? Pipe, string? Refusal)> TryOpen(
        HttpDialer dialer,
        string path,
        CancellationToken ct
    )
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
                    return (null, await SentenceOf(response, patience.Token).ConfigureAwait(false));
                }
            }

            var outgoing = await request.Opened.WaitAsync(patience.Token).ConfigureAwait(false);
            var incoming = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            return (new HttpPipe(request, response, incoming, outgoing), null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            request.Finish();
            return (null, (error.InnerException ?? error).Message);
        }
    }

    /// <summary>Sends all that comes from a stream, and then its end. What comes back comes still.</summary>
    public async Task Send(Stream from, CancellationToken ct)
    {
        await ByteCopies.Copy(from, Outgoing, ct).ConfigureAwait(false);
        Finish();
    }

    /// <summary>Nothing more is sent. What comes still comes.</summary>
    internal void Finish() => request.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        Finish();
        response.Dispose();
    }

    private static async Task<string> SentenceOf(HttpResponseMessage response, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        return text.Length is > 0 and < 1000 ? text : $"it answers {(int)response.StatusCode}";
    }
}
