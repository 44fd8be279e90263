using System.Net;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using Rota.Core.Bytes;
using Rota.Delivery.Answers;

namespace Rota.Delivery.Http;

/// <summary>
/// One request: no redirects, no proxy, no cookies, a bounded time; the body of the answer is not read.
/// </summary>
internal static class Request
{
    private const int HeaderKilobytes = 16;
    private const string Encrypted = "https";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly Lazy<bool> HasEncryption = new(() =>
        NativeLibrary.TryLoad("libssl.so.3", out _) || NativeLibrary.TryLoad("libssl.so.1.1", out _)
    );

    /// <summary>Sends it.</summary>
    public static async Task<Answer> Send(HttpRequestMessage request, bool allowsPrivate, CancellationToken stop)
    {
        if (request.RequestUri!.Scheme == Encrypted && !HasEncryption.Value)
        {
            return Answer.Failed("https needs OpenSSL, and this machine has none. Install libssl3");
        }

        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = HeaderKilobytes,
            ConnectCallback = (context, end) => CheckedConnection.Open(context.DnsEndPoint, allowsPrivate, end),
        };
        using var client = new HttpMessageInvoker(handler);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(Limit);
        try
        {
            using var response = await client.SendAsync(request, end.Token).ConfigureAwait(false);
            return Of(response);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested
                ? Answer.Failed("the service ended before it answered")
                : Answer.Failed($"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Answer.Failed(Why(error));
        }
    }

    private static Answer Of(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.Gone => Answer.Gone("answered 410: it wants no more"),
            _ when response.IsSuccessStatusCode => Answer.Delivered($"answered {code}"),
            _ when code is >= 300 and < 400 => Answer.Failed(
                $"answered {code}: redirects are not followed. Name the URL that it leads to"
            ),
            _ => Answer.Failed($"answered {code}"),
        };
    }

    private static string Why(Exception error) =>
        ByteText.Visible(
            error.InnerException switch
            {
                AuthenticationException inner => $"TLS: {inner.Message}",
                { } inner => inner.Message,
                _ => error.Message,
            }
        );
}
