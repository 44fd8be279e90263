using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Otlp;

/// <summary>The time in which a collector takes nothing: told once, and once that it is over.</summary>
/// <param name="log">Where it is told.</param>
/// <param name="first">The pause after its first failure; each further one is twice as long.</param>
internal sealed class Outage(ILogger log, TimeSpan first)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How long to leave the collector alone.</summary>
    public TimeSpan Pause { get; private set; }

    /// <summary>Whether there is one now.</summary>
    public bool IsNow => Pause > TimeSpan.Zero;

    /// <summary>Spans that were dropped since the last one.</summary>
    public long Dropped { get; set; }

    /// <summary>The collector has taken something, or not.</summary>
    /// <param name="trouble">Why not; null where it has.</param>
    public void Heard(string? trouble)
    {
        if (trouble is null)
        {
            End();
        }
        else
        {
            GoOn(trouble);
        }
    }

    private void End()
    {
        if (IsNow)
        {
            log.Reachable(Dropped);
        }

        (Pause, Dropped) = (TimeSpan.Zero, 0);
    }

    private void GoOn(string why)
    {
        if (!IsNow)
        {
            log.Unreachable(why);
        }

        var next = IsNow ? Pause * 2 : first;
        Pause = next > Longest ? Longest : next;
    }
}
