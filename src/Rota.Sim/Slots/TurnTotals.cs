using Rota.Core.Slots;
using Rota.Sim.Policies.Figures;

namespace Rota.Sim.Slots;

/// <summary>What the turns of a run come to.</summary>
internal sealed class TurnTotals
{
    private readonly Histogram latencies = new();
    private long turns;
    private long steals;
    private long longest;
    private double sum;
    private long served;

    public void Began(TurnKind kind)
    {
        turns++;
        steals += kind == TurnKind.Steal ? 1 : 0;
    }

    /// <summary>An event was seen so long after it came, in microseconds.</summary>
    public void Served(long latency)
    {
        latencies.Add(latency);
        sum += latency;
        served++;
        longest = Math.Max(longest, latency);
    }

    public TurnResult Result(long length, long backlog, ulong digest) =>
        new()
        {
            Mean = served == 0 ? 0 : sum / served,
            P50 = latencies.Quantile(0.5),
            P95 = latencies.Quantile(0.95),
            P99 = latencies.Quantile(0.99),
            Max = longest,
            ServedPerSecond = served * 1e6 / Math.Max(1, length),
            Backlog = backlog,
            Turns = turns,
            Steals = steals,
            Digest = digest,
        };
}
