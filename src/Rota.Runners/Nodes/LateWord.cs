using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Linux.Faults;

namespace Rota.Runners.Nodes;

/// <summary>
/// What nodes say that no decision is about: that they refuse an order, and of attempts that were given up while they
/// were cut off: the one that replaced it counts. What runs under it is stopped; how it ended is told in the log alone.
/// An attempt that the home does not know at all is left alone: another home may have been this one before.
/// </summary>
/// <param name="own">The runner's own machine.</param>
/// <param name="jobOfLost">The job of an attempt that the home has concluded as lost; null for others.</param>
/// <param name="order">Gives a node an order that no turn decides on.</param>
/// <param name="reconciler">What the runner holds.</param>
/// <param name="log">Where it is told.</param>
internal sealed class LateWord(
    NodeId own,
    Func<AttemptId, JobId?> jobOfLost,
    Action<NodeId, NodeOrder> order,
    Reconciler reconciler,
    ILogger log
)
{
    /// <summary>Takes in what nodes said, from a place of the list on.</summary>
    public void Hear(IReadOnlyList<NodeEvent> reports, int from)
    {
        for (var at = from; at < reports.Count; at++)
        {
            var report = reports[at];
            if (report is NodeEvent.Refused { Lack: { } lack })
            {
                log.NodeRefused(report.Attempt.Value, report.Node.Value, lack.ToString());
            }

            if (report.Node == own || reconciler.Attempts.ContainsKey(report.Attempt))
            {
                continue;
            }

            switch (report)
            {
                case NodeEvent.Started:
                    Stop(report.Attempt, report.Node);
                    break;
                case NodeEvent.Ended ended when jobOfLost(report.Attempt) is { } job:
                    log.EndedLate(report.Attempt.Value, job.Value, report.Node.Value, HowOf(ended.Report));
                    break;
            }
        }
    }

    /// <summary>Has an attempt ended that was given up.</summary>
    public void Stop(AttemptId attempt, NodeId node)
    {
        if (
            !reconciler.Attempts.ContainsKey(attempt)
            && jobOfLost(attempt) is { } job
            && !PlantedBug.Is(PlantedBug.LateAttemptsStay)
        )
        {
            log.StopsLate(attempt.Value, job.Value, node.Value);
            order(node, new NodeOrder.Stop { Attempt = attempt, Job = job });
        }
    }

    /// <summary>Tells of what a node runs that the home does not know, as after it was set back.</summary>
    public void Meet(ExecutorSnapshot snapshot, NodeId node)
    {
        foreach (var report in snapshot.Reports.OfType<NodeEvent.Started>())
        {
            if (!reconciler.Attempts.ContainsKey(report.Attempt) && jobOfLost(report.Attempt) is null)
            {
                log.UnknownRuns(node.Value, report.Attempt.Value);
            }
        }
    }

    private static string HowOf(ExitReport report) =>
        report.SpawnError is { } error ? $"it could not be started: {error}"
        : report.CutOff is not null ? "its node had stopped it"
        : report.Signal is { } signal ? $"ended by signal {signal}"
        : $"exit {report.ExitCode}";
}
