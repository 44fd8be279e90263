using Rota.Core.Model;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;

namespace Rota.Runners.Turns;

/// <summary>Reports that came in and were not taken into a turn yet.</summary>
internal sealed class Pending
{
    private readonly List<NodeEvent> waiting = [];
    private int taken;

    /// <summary>
    /// Ends among the reports of the turn in progress: they are acknowledged once they are committed.
    /// </summary>
    public List<(AttemptId Attempt, NodeId Node)> Ended { get; } = [];

    public int Count => waiting.Count;

    /// <summary>Where newly arrived reports are put.</summary>
    public List<NodeEvent> Arrivals => waiting;

    /// <summary>Gives the oldest reports to the reconciler, so many at most.</summary>
    /// <returns>How many.</returns>
    public int Feed(Reconciler reconciler, int most)
    {
        taken = Math.Min(most, waiting.Count);
        for (var at = 0; at < taken; at++)
        {
            reconciler.Apply(waiting[at]);
            if (waiting[at] is NodeEvent.Ended or NodeEvent.Lost)
            {
                Ended.Add((waiting[at].Attempt, waiting[at].Node));
            }
        }

        return taken;
    }

    /// <summary>Forgets what the turn took: it is committed, and acknowledged.</summary>
    public void Done()
    {
        waiting.RemoveRange(0, taken);
        taken = 0;
        Ended.Clear();
    }

    public void Clear()
    {
        waiting.Clear();
        taken = 0;
        Ended.Clear();
    }
}
