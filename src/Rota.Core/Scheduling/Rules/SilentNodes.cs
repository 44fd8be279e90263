using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// What becomes of attempts on nodes that nobody hears of. They are in doubt, unless their policy says after how long
/// they are given up: by then their node has stopped them, for it counts from a moment before this runner does.
/// </summary>
internal sealed class SilentNodes(SchedulerState scheduler, NodeReports reports)
{
    /// <summary>A node is silent, or is not any more.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isSilent">Whether it is.</param>
    /// <param name="now">Now: not before its last question was answered.</param>
    public void Hear(CellNode node, bool isSilent, Instant now)
    {
        if (!isSilent)
        {
            node.SilentSince = null;
        }
        else if (node.SilentSince is null)
        {
            node.SilentSince = now;
            foreach (var attempt in scheduler.Attempts.Values.Where(attempt => attempt.Node == node.Ledger.Node))
            {
                Watch(attempt);
            }
        }
    }

    /// <summary>Has an attempt given up in time, where its node is silent and its policy says so.</summary>
    public void Watch(Attempt attempt)
    {
        if (DueOf(attempt) is { } due)
        {
            scheduler.Timers.Replace(attempt, due);
        }
    }

    /// <summary>Gives an attempt up whose node has been silent for long enough.</summary>
    public void Replace(Attempt attempt)
    {
        if (!scheduler.Attempts.ContainsKey(attempt.Id) || DueOf(attempt) is not { } due || due > scheduler.Now)
        {
            return;
        }

        var name = scheduler.Nodes.Require(attempt.Node).Traits.Name;
        var waited = DurationText.Of(attempt.Disconnect.ReplaceAfter!.Value);
        reports.Apply(
            new NodeEvent.Lost
            {
                Attempt = attempt.Id,
                Node = attempt.Node,
                Reason = $"its node {name} was cut off for {waited}, after which on_disconnect has it replaced",
            }
        );
    }

    /// <summary>
    /// Nothing comes in the place of what was cancelled: it is stopped when its node is back, so it is not given up.
    /// </summary>
    private Instant? DueOf(Attempt attempt)
    {
        var node = scheduler.Nodes.Require(attempt.Node);
        return
            attempt.Stop != StopReason.Cancelled
            && node.SilentSince is { } since
            && attempt.Disconnect.ReplaceAfter is { } after
            && attempt.Fence >= node.ServedUntil
            ? since + after
            : null;
    }
}
