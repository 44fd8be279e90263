using Microsoft.Extensions.Logging;

namespace Rota.Web.Serving;

/// <summary>What is told of the API. Numbers and names stay what they are: docs/operations.md lists them.</summary>
internal static partial class WebEvents
{
    [LoggerMessage(6001, LogLevel.Information, "the API listens on {url} and {socket}", EventName = "api.listening")]
    public static partial void Listening(this ILogger log, string url, string socket);
}
