using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rota.App.Problems;
using Rota.Client.Addresses;

namespace Rota.Client.Sending;

/// <summary>Asks a server, again where that is safe, and reads what it answers.</summary>
internal sealed class Sender : IDisposable
{
    private readonly ClientOptions options;
    private readonly HttpMessageInvoker http;

    /// <summary>One to a server.</summary>
    /// <exception cref="ProblemException">It cannot be reached from this machine.</exception>
    public Sender(ServerAddress server, ClientOptions options)
    {
        (Server, this.options) = (server, options);
        http = new HttpMessageInvoker(Connection.To(server, options.CertificateFile));
    }

    /// <summary>Who is asked.</summary>
    public ServerAddress Server { get; }

    /// <summary>The view that is answered.</summary>
    /// <exception cref="ProblemException">What the server refuses, or that there is none.</exception>
    public async Task<TView> Read<TView>(Ask ask, JsonTypeInfo<TView> type, CancellationToken left) =>
        (await ReadVersioned(ask, type, left).ConfigureAwait(false)).View;

    /// <summary>The view that is answered, and which version of it that is.</summary>
    /// <exception cref="ProblemException">What the server refuses, or that there is none.</exception>
    public async Task<Versioned<TView>> ReadVersioned<TView>(Ask ask, JsonTypeInfo<TView> type, CancellationToken left)
    {
        using var answer = await Send(ask, left).ConfigureAwait(false);
        try
        {
            var bytes = await Bounded.Read(Server, answer.Content, options.AnswerMax, left).ConfigureAwait(false);
            return new Versioned<TView>(
                JsonSerializer.Deserialize(bytes.Span, type) ?? throw new JsonException("it is null"),
                answer.Headers.ETag?.Tag
            );
        }
        catch (JsonException error)
        {
            throw Problems.NoRota(Server, error.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Problems.Of(Server, error);
        }
    }

    /// <summary>The answer, of which the body is not read yet.</summary>
    /// <exception cref="ProblemException">What the server refuses, or that there is none.</exception>
    public async Task<HttpResponseMessage> Send(Ask ask, CancellationToken left)
    {
        for (var tries = 1; ; tries++)
        {
            HttpResponseMessage? answer = null;
            try
            {
                answer = await SendOnce(ask, left).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return answer;
                }

                if (tries >= options.TriesMax || !ask.IsRepeatable || !RetryPace.IsPassing(answer.StatusCode))
                {
                    throw await Problems.Of(Server, answer, left).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (IsBroken(error, left))
            {
                if (tries >= options.TriesMax || !MayAgain(ask, error))
                {
                    throw Problems.Of(Server, error);
                }
            }

            var pause = RetryPace.After(tries, answer);
            answer?.Dispose();
            await Task.Delay(pause, left).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendOnce(Ask ask, CancellationToken left)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left);
        end.CancelAfter(options.Patience + ask.Grace);
        var message = ask.Message(Server.Url);
        if (options.Token is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (!string.IsNullOrWhiteSpace(options.Why))
        {
            message.Headers.Add("Rota-Why", Uri.EscapeDataString(options.Why));
        }

        return await http.SendAsync(message, end.Token).ConfigureAwait(false);
    }

    private static bool IsBroken(Exception error, CancellationToken left) =>
        error is HttpRequestException or IOException
        || (error is OperationCanceledException && !left.IsCancellationRequested);

    /// <summary>A request that never left can be sent again whatever it asks, unless nobody is there at all.</summary>
    private static bool MayAgain(Ask ask, Exception error) =>
        ask.IsRepeatable && error is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
}
