using System.Diagnostics;
using Rota.Core.Model;

namespace Rota.Node.Runners;

/// <summary>
/// The time that turns are given: the wall clock as it was at the start, moved on by the monotonic clock. A step of
/// the wall clock changes no backoff and no timeout.
/// </summary>
internal sealed class TurnClock
{
    private readonly Instant origin = Instant.From(DateTimeOffset.UtcNow);
    private readonly long started = Stopwatch.GetTimestamp();

    public Instant Now => origin + Stopwatch.GetElapsedTime(started);
}
