using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.App.Problems;

namespace Rota.Web.Access;

/// <summary>
/// How many requests a second who asks may make: a program that runs wild must not take the places of others. The token
/// of the state has no limit, for who has it has the machine.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RateLimits(TimeProvider time)
{
    /// <summary>Requests of one token at once.</summary>
    public const int Burst = 500;

    /// <summary>Requests of one token a second, for long.</summary>
    public const int PerSecond = 100;

    private readonly long begun = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, TokenBucket> buckets = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    /// <exception cref="ProblemException">It is one too many.</exception>
    public void Count(HttpContext http, Caller caller)
    {
        if (caller.Proof is not { } token)
        {
            return;
        }

        var bucket = buckets.GetOrAdd(token, _ => new TokenBucket(Burst, PerSecond));
        var wait = bucket.Take(time.GetElapsedTime(begun));
        if (wait > TimeSpan.Zero)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = seconds;
            throw new ProblemException(
                RequestProblems.TooMany,
                $"the token {caller.Name} has asked {Burst} times at once, and may {PerSecond} times a second",
                $"come again in {seconds} s; follow events or wait_for in place of asking again and again"
            );
        }
    }
}
