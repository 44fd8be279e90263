using Rota.Core.Model;
using Rota.Linux.Clocks;

namespace Rota.Runners;

/// <summary>
/// The time that turns are given: the wall clock as it was at the start, moved on by the monotonic clock. A step of
/// the wall clock changes no backoff and no timeout.
/// </summary>
internal sealed class TurnClock(MonotonicClock clock)
{
    private readonly Instant origin = Instant.From(clock.Wall);
    private readonly long started = clock.Now;

    public Instant Now => origin + TimeSpan.FromMicroseconds(clock.Now - started);
}
