using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Linux.Faults;
using Rota.Store.Nodes;

namespace Rota.Runners.Nodes;

/// <summary>
/// The other nodes of the cell as decisions see them: what the home says of each, and whether there is a line to it.
/// Nothing starts on a node without one, and what was started there is in doubt, neither lost nor given to another.
/// </summary>
/// <param name="lines">The lines to nodes.</param>
/// <param name="reconciler">What decides.</param>
/// <param name="arrivals">Where reports are put.</param>
/// <param name="clock">By which the silence of a node is counted.</param>
/// <param name="late">What becomes of what does not count any more.</param>
internal sealed class KnownNodes(
    NodeLines lines,
    Reconciler reconciler,
    List<NodeEvent> arrivals,
    TurnClock clock,
    LateWord late
)
{
    private ImmutableArray<NodeRow> rows = [];

    /// <summary>The highest attempt that any of them has seen: no new one may have its number.</summary>
    public long HighestSeen { get; private set; }

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
            if (reconciler.Nodes.Find(row.Id) is null)
            {
                var ledger = new NodeLedger(Has(row), row.Id);
                reconciler.Nodes.Add(new CellNode(ledger, row.Traits) { ServedUntil = row.ServedUntil });
            }

            reconciler.Tell(row.Id, row.Traits);
        }

        Stand();
        LoseRemoved();
        return isAnyNew;
    }

    /// <summary>Takes over what people said of the own machine.</summary>
    public void KnowOwn(NodeRow? row)
    {
        if (row is not null)
        {
            reconciler.Tell(row.Id, row.Traits);
            reconciler.Stand(row.Id, row.Offers, clock.Now);
        }
    }

    /// <summary>Takes in what nodes report, and what became of the lines to them.</summary>
    public void Take()
    {
        var from = arrivals.Count;
        lines.Take(arrivals, Opened, Closed);
        late.Hear(arrivals, from);
    }

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
            Stand(line, line.Executor is null ? NodeStanding.Silent : line.Row.Offers);
        }
    }

    private void Opened(NodeLine line, ExecutorSnapshot snapshot)
    {
        HighestSeen = Math.Max(HighestSeen, snapshot.Highest?.Value ?? 0);
        reconciler.Nodes.KeepsLeases(reconciler.Nodes.Require(line.Id), snapshot.Highest is not null);
        Reunion.Hold(reconciler, arrivals, line.Id, snapshot, line.Row.BootEpoch);
        late.Meet(snapshot, line.Id);
        foreach (var waiting in snapshot.Waiting)
        {
            late.Stop(waiting, line.Id);
        }

        Stand(line, line.Row.Offers);
    }

    private static Capacity Has(NodeRow row) =>
        PlantedBug.Is(PlantedBug.GenerousBook)
            ? row.Said.Capacity with
            {
                Slots = 2 * row.Said.Capacity.Slots,
                MilliCpus = 2 * row.Said.Capacity.MilliCpus,
            }
            : row.Said.Capacity;

    private void Stand(NodeLine line, NodeStanding standing) => reconciler.Stand(line.Id, standing, clock.Now);

    private void Closed(NodeLine line)
    {
        Stand(line, NodeStanding.Silent);
        if (PlantedBug.Is(PlantedBug.SilenceIsLoss))
        {
            Lose(line.Row, "its node is cut off");
        }
    }
}
