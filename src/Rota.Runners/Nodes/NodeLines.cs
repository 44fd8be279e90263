using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Store.Nodes;

namespace Rota.Runners.Nodes;

/// <summary>
/// All that a runner has attempts carried out by: its own machine, without which it does nothing, and the other nodes
/// of the cell, each as long as there is a line to it.
/// </summary>
internal sealed class NodeLines(IExecutor own, INodeReach? reach, MonotonicClock clock)
{
    private readonly SortedList<long, NodeLine> lines = [];
    private IReadOnlyCollection<int> partitions = [];
    private readonly OwnLine ownLine = new(own);
    private long epoch;

    /// <summary>What people should know of the own machine; null when all is well.</summary>
    public string? Notice => own.Notice;

    /// <summary>Is set whenever something came from one of them.</summary>
    public AutoResetEvent Signal => own.Signal;

    /// <summary>The other nodes.</summary>
    public IList<NodeLine> Others => lines.Values;

    /// <summary>Introduces the runner to its own machine. The lines to others are made anew.</summary>
    public ExecutorSnapshot Begin(NodeId node, long runnerEpoch, IReadOnlyCollection<int> owned)
    {
        if (!PlantedBug.Is(PlantedBug.LastingLines))
        {
            End();
        }

        (epoch, partitions) = (runnerEpoch, owned);
        return ownLine.Begin(node, runnerEpoch, owned);
    }

    /// <summary>Ends the lines to other nodes.</summary>
    public void End()
    {
        foreach (var line in Others)
        {
            line.Dispose();
        }

        lines.Clear();
    }

    /// <summary>Takes over what the home knows of a node.</summary>
    /// <returns>Whether it is a new one.</returns>
    public bool Know(NodeRow row)
    {
        if (lines.TryGetValue(row.Id.Value, out var line))
        {
            line.Row = row;
            return false;
        }

        if (reach is not null)
        {
            lines.Add(row.Id.Value, new NodeLine(row, reach, own.Signal));
        }

        return true;
    }

    /// <summary>Takes the reports that have come in, and looks after the lines.</summary>
    /// <param name="reports">Where they are put.</param>
    /// <param name="opened">Told of each line that was made since, with what its node knows.</param>
    /// <param name="closed">Told of each line that has ended.</param>
    public void Take(List<NodeEvent> reports, Action<NodeLine, ExecutorSnapshot> opened, Action<NodeLine> closed)
    {
        ownLine.Take(reports);
        if (lines.Count == 0)
        {
            return;
        }

        var now = clock.Now;
        foreach (var line in Others)
        {
            if (line.Executor is not null && !line.TryTake(reports))
            {
                closed(line);
            }

            line.Tend(now, epoch, partitions);
            if (line.TryOpen() is { } snapshot)
            {
                line.OwesSettlement = snapshot.Forgotten != 0;
                opened(line, snapshot);
            }
        }
    }

    /// <summary>
    /// Gives orders, each to the node of its attempt. What is for a node without a line is given again when there is
    /// one.
    /// </summary>
    public void Order(IReadOnlyList<Effect> effects)
    {
        if (lines.Count == 0)
        {
            own.Order(NodeOrders.Of(effects, ownLine.Id));
            return;
        }

        foreach (var ofNode in effects.GroupBy(effect => effect.Attempt.Node))
        {
            To(ofNode.Key)?.Order(NodeOrders.Of([.. ofNode], ownLine.Id));
        }
    }

    /// <summary>Gives one node an order that no turn decides on any more.</summary>
    public void Order(NodeId node, NodeOrder order) => To(node)?.Order([order]);

    /// <summary>Says that these ends are committed.</summary>
    public void Acknowledge(IReadOnlyList<(AttemptId Attempt, NodeId Node)> ended)
    {
        if (lines.Count == 0)
        {
            own.Acknowledge([.. ended.Select(one => one.Attempt)]);
            return;
        }

        foreach (var ofNode in ended.GroupBy(one => one.Node, one => one.Attempt))
        {
            To(ofNode.Key)?.Acknowledge([.. ofNode]);
        }
    }

    /// <summary>Whether a node asked if this runner still is who it was.</summary>
    public bool AskRenewal => lines.Count > 0 && Others.Any(line => line.Executor?.AsksRenewal == true);

    /// <summary>Says so to each that asked. To be called when the home was looked at since.</summary>
    public void Renew() => lines.Values.ToList().ForEach(line => line.Executor?.Renew());

    /// <summary>Says to the own machine that what it may have forgotten is settled.</summary>
    public void SettleOwn() => own.Settle();

    /// <summary>Says the same to the others that wait for it.</summary>
    public void SettleOthers()
    {
        foreach (var line in Others.Where(line => line.OwesSettlement))
        {
            line.OwesSettlement = false;
            line.Executor?.Settle();
        }
    }

    private IExecutor? To(NodeId node) => node == ownLine.Id ? own : lines.GetValueOrDefault(node.Value)?.Executor;
}
