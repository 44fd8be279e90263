using Microsoft.Extensions.Logging;

namespace Rota.Web.Serving;

/// <summary>What is told of the API. Numbers and names stay what they are: docs/operations.md lists them.</summary>
internal static partial class WebEvents
{
    [LoggerMessage(6002, LogLevel.Information, "the certificate {file} was renewed", EventName = "api.certificate")]
    public static partial void Renewed(this ILogger log, string file);

    [LoggerMessage(
        6003,
        LogLevel.Warning,
        "the certificate {file} cannot be used, the one of before stays: {error}",
        EventName = "api.certificate.refused"
    )]
    public static partial void NotRenewed(this ILogger log, string file, string error);

    [LoggerMessage(6001, LogLevel.Information, "the API listens on {url} and {socket}", EventName = "api.listening")]
    public static partial void Listening(this ILogger log, string url, string socket);
}
