using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Fabric;
using Rota.Linux.Faults;
using Rota.Store.Nodes;

namespace Rota.Runners.Nodes;

/// <summary>
/// The other nodes of the cell as decisions see them: what the home says of each, and whether there is a line to it.
/// Nothing starts on a node without one, and what was started there is in doubt, neither lost nor given to another.
/// </summary>
internal sealed class KnownNodes(NodeLines lines, Reconciler reconciler, List<NodeEvent> arrivals)
{
    private ImmutableArray<NodeRow> rows = [];

    /// <summary>Takes over what the home says of them.</summary>
    /// <returns>Whether one is new: what others hold there has to be learned.</returns>
    public bool Know(ImmutableArray<NodeRow> said)
    {
        if (said == rows)
        {
            return false;
        }

        rows = said;
        var isAnyNew = false;
        foreach (var row in rows)
        {
            isAnyNew |= lines.Know(row);
            var traits = new NodeTraits(row.Said.Name) { Zone = row.Said.Zone, Labels = row.Said.Labels };
            if (reconciler.Nodes.Find(row.Id) is { } node)
            {
                reconciler.Nodes.Tell(node, traits);
            }
            else
            {
                reconciler.Nodes.Add(new CellNode(new NodeLedger(row.Said.Capacity, row.Id), traits));
            }
        }

        Stand();
        LoseRemoved();
        return isAnyNew;
    }

    /// <summary>Takes in what nodes report, and what became of the lines to them.</summary>
    public void Take() => lines.Take(arrivals, Opened, Closed);

    /// <summary>What was on nodes that were taken out has no end that anybody will hear of.</summary>
    public void LoseRemoved()
    {
        foreach (var row in rows.Where(row => row.IsRemoved && !PlantedBug.Is(PlantedBug.RemovedIsAwaited)))
        {
            Lose(row, $"its node {row.Said.Name} was taken out of the cell: nobody hears how it ends");
        }
    }

    private void Lose(NodeRow row, string reason) =>
        arrivals.AddRange(
            reconciler
                .Attempts.Values.Where(attempt => attempt.Node == row.Id)
                .Select(attempt => new NodeEvent.Lost
                {
                    Attempt = attempt.Id,
                    Node = row.Id,
                    Reason = reason,
                })
        );

    private void Stand()
    {
        foreach (var line in lines.Others)
        {
            reconciler.Stand(line.Id, line.Executor is null ? NodeStanding.Silent : line.Row.Offers);
        }
    }

    private void Opened(NodeLine line, ExecutorSnapshot snapshot)
    {
        Reunion.Hold(reconciler, arrivals, line.Id, snapshot, line.Row.BootEpoch);
        reconciler.Stand(line.Id, line.Row.Offers);
    }

    private void Closed(NodeLine line)
    {
        reconciler.Stand(line.Id, NodeStanding.Silent);
        if (PlantedBug.Is(PlantedBug.SilenceIsLoss))
        {
            Lose(line.Row, "its node is cut off");
        }
    }
}
