using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Fabric;
using Rota.Linux.Faults;

namespace Rota.Runners.Nodes;

/// <summary>
/// What becomes of a node's attempts once there is a line to it: what the home has of them is held against what the
/// node knows, and what was on its way when the last line ended is said again.
/// </summary>
internal static class Reunion
{
    /// <summary>Goes through the attempts of a node.</summary>
    /// <param name="reconciler">What the runner holds.</param>
    /// <param name="arrivals">Where reports are put.</param>
    /// <param name="node">The node.</param>
    /// <param name="snapshot">What it knows.</param>
    /// <param name="bootEpoch">The first epoch of its boot.</param>
    public static void Hold(
        Reconciler reconciler,
        List<NodeEvent> arrivals,
        NodeId node,
        ExecutorSnapshot snapshot,
        long bootEpoch
    )
    {
        NodeEvent[] reports = [.. snapshot.Reports.Where(report => !IsOfAnother(reconciler, report))];
        arrivals.AddRange(reports);
        var known = reports.Select(report => report.Attempt).ToHashSet();
        foreach (var attempt in reconciler.Attempts.Values.Where(attempt => attempt.Node == node).ToArray())
        {
            var isWaiting = snapshot.Waiting.Contains(attempt.Id);
            var isKnown = isWaiting || known.Contains(attempt.Id);
            if (!isKnown && ReasonToDoubt(attempt, snapshot, bootEpoch) is { } reason)
            {
                arrivals.Add(
                    new NodeEvent.Lost
                    {
                        Attempt = attempt.Id,
                        Node = node,
                        Reason = reason,
                    }
                );
            }
            else if (!isKnown || PlantedBug.Is(PlantedBug.LaunchTwice))
            {
                if (node == NodeId.Home || !PlantedBug.Is(PlantedBug.NeverOrderedAgain))
                {
                    reconciler.Reorder(attempt);
                }
            }
            else if (isWaiting)
            {
                reconciler.RepeatWaiting(attempt);
            }

            if (attempt.Stop != StopReason.None && !PlantedBug.Is(PlantedBug.StopsOnce))
            {
                reconciler.RepeatStop(attempt);
            }
        }
    }

    /// <summary>
    /// A node that lost its memory finds processes by their marks, and takes what an attempt left behind for the
    /// attempt itself: the store knows which process it was.
    /// </summary>
    private static bool IsOfAnother(Reconciler reconciler, NodeEvent report) =>
        report is NodeEvent.Started { Pid: > 0 } started
        && reconciler.Attempts.TryGetValue(report.Attempt, out var attempt)
        && attempt.State == TaskState.Running
        && attempt.Pid > 0
        && attempt.Pid != started.Pid;

    /// <summary>Why an attempt may have run that the node does not know; null when it never did.</summary>
    private static string? ReasonToDoubt(Attempt attempt, ExecutorSnapshot snapshot, long bootEpoch) =>
        attempt.Fence < bootEpoch && !PlantedBug.Is(PlantedBug.NoBootCheck)
            ? "the machine was restarted, and nobody can say whether it ran"
        : (snapshot.Forgotten >> Partition.Of(attempt.Job.Id) & 1) != 0
            ? "the keeper's journal was damaged or removed, and nobody can say whether it ran"
        : attempt.State == TaskState.Running && !PlantedBug.Is(PlantedBug.NoGaps)
            ? "it ran, and the keeper does not know of it any more"
        : null;
}
