using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Rota.App.Problems;

namespace Rota.Client.Following;

/// <summary>What is to be said of output that was copied.</summary>
/// <param name="HasCopied">Whether there was any.</param>
/// <param name="IsTimeMissing">Whether it is not known of some lines when they were written.</param>
/// <param name="Missing">What could not be copied; null for nothing.</param>
public sealed record CopiedOutput(bool HasCopied, bool IsTimeMissing, Problem? Missing)
{
    /// <summary>A trailer: that times of some lines are not known.</summary>
    internal const string TimeMissing = "Rota-Time-Missing";

    /// <summary>A trailer: a problem as JSON in base64.</summary>
    internal const string ProblemTrailer = "Rota-Problem";

    internal static CopiedOutput Of(HttpResponseHeaders trailers, bool hasCopied) =>
        new(
            hasCopied,
            trailers.Contains(TimeMissing),
            trailers.TryGetValues(ProblemTrailer, out var told) ? Read(told.First()) : null
        );

    private static Problem Read(string told)
    {
        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(told)));
        return Sending.Problems.Of(body.RootElement);
    }
}
