using System.Net;

namespace Rota.Client.Sending;

/// <summary>When to ask again: soon, then later each time, and not all at one moment.</summary>
internal static class RetryPace
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The pause after so many tries.</summary>
    /// <param name="tries">How often it was asked, at least once.</param>
    /// <param name="answer">What was answered; null for nothing.</param>
    public static TimeSpan After(int tries, HttpResponseMessage? answer)
    {
        if (answer?.Headers.RetryAfter?.Delta is { } asked)
        {
            return asked < Longest ? asked : Longest;
        }

        var pause = First * Math.Pow(2, tries - 1) * (0.5 + Random.Shared.NextDouble());
        return pause < Longest ? pause : Longest;
    }

    /// <summary>Whether a server says that it could not, and may later.</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
}
