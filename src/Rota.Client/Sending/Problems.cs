using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Rota.App.Problems;
using Rota.Client.Addresses;

namespace Rota.Client.Sending;

/// <summary>What a server, or the way to it, refuses, as the problem that it would be here.</summary>
internal static class Problems
{
    private const int BodyMax = 1 << 20;

    /// <summary>That of an answer (RFC 9457).</summary>
    public static async Task<ProblemException> Of(
        ServerAddress server,
        HttpResponseMessage answer,
        CancellationToken left
    )
    {
        if ((int)answer.StatusCode is >= 300 and < 400)
        {
            return new ProblemException(
                ClientProblems.BadAnswer,
                $"{server.Text} leads elsewhere ({answer.Headers.Location}), and a token is not sent after it",
                "name the address itself with --server"
            );
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return NoRota(server, $"it answered {(int)answer.StatusCode}");
        }

        try
        {
            var bytes = await Bounded.Read(server, answer.Content, BodyMax, left).ConfigureAwait(false);
            using var body = JsonDocument.Parse(bytes);
            return new ProblemException(Of(body.RootElement));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return NoRota(server, error.Message);
        }
    }

    /// <summary>That of a connection that broke, or never was.</summary>
    public static ProblemException Of(ServerAddress server, Exception error) =>
        error is OperationCanceledException
            ? new ProblemException(ClientProblems.NoServer, $"{server.Text} did not answer in time", Look(server))
            : new ProblemException(ClientProblems.NoServer, $"{server.Text}: {Why(error)}", Look(server));

    /// <summary>That what answers is no server of Rota.</summary>
    public static ProblemException NoRota(ServerAddress server, string why) =>
        new(
            ClientProblems.BadAnswer,
            $"{server.Text} does not answer as Rota does: {why}",
            "see that --server names a daemon of Rota, and that both are of one version"
        );

    /// <summary>That of the JSON of a problem.</summary>
    public static Problem Of(JsonElement body) =>
        new(
            CodeNames.Find(
                body.GetProperty("code").GetString()!,
                body.GetProperty("exit_code").GetInt32(),
                body.GetProperty("status").GetInt32()
            ),
            body.GetProperty("detail").GetString()!,
            [.. body.GetProperty("tries").EnumerateArray().Select(line => line.GetString()!)]
        );

    private static string Look(ServerAddress server) =>
        server.Socket is { } socket
            ? $"see that a daemon serves there: ls -l {socket}; start one: rota up --detach"
            : "see that a daemon listens there: rota up --listen ADDRESS:PORT";

    private static string Why(Exception error) =>
        error.InnerException switch
        {
            AuthenticationException { InnerException: { } inner } => $"its certificate is not trusted: {inner.Message}",
            AuthenticationException inner => $"its certificate is not trusted: {inner.Message}",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nobody listens there",
            { } inner => inner.Message,
            _ => error.Message,
        };
}
