using System.Net;
using System.Net.Http.Headers;

namespace Rota.Instruments.Otlp;

/// <summary>What became of a request.</summary>
internal enum Sent
{
    /// <summary>The collector has it.</summary>
    Taken,

    /// <summary>It does not answer, or is busy: a later try may succeed.</summary>
    Later,

    /// <summary>It will never take it.</summary>
    Refused,
}

/// <summary>Brings requests to a collector, one after the other, and says why one did not arrive.</summary>
internal sealed class OtlpSender : IDisposable
{
    private readonly HttpMessageInvoker client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        }
    );
    private readonly CancellationTokenSource stop = new();
    private readonly OtlpOptions options;

    public OtlpSender(OtlpOptions options) => this.options = options;

    /// <summary>Why the last one did not arrive.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>Ends all tries once this time has passed.</summary>
    public void EndAfter(TimeSpan limit) => stop.CancelAfter(limit);

    /// <summary>Sends one, and waits for its answer.</summary>
    public Sent Send(Uri url, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in options.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        end.CancelAfter(options.Timeout);
        try
        {
            using var answer = client.Send(request, end.Token);
            Trouble = $"{url}: HTTP {(int)answer.StatusCode}";
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => Sent.Taken,
                HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout => Sent.Later,
                _ => Sent.Refused,
            };
        }
        catch (OperationCanceledException)
        {
            Trouble = $"{url}: no answer within {options.Timeout.TotalSeconds:0.#} s";
            return Sent.Later;
        }
        catch (Exception error)
        {
            // Whatever is wrong with a collector or a header must not end the process that runs jobs.
            Trouble = $"{url}: {error.Message}";
            return Sent.Later;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        stop.Dispose();
    }
}
