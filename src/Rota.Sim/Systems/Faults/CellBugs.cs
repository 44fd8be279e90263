using Rota.Core.Model;
using Rota.Fabric;
using Rota.Linux.Faults;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Faults;

/// <summary>Known bugs that need several machines.</summary>
internal static class CellBugs
{
    /// <summary>So many machines are looked for them with, at least.</summary>
    public const int Nodes = 3;

    public static readonly Dictionary<string, (string What, Func<BugHooks>? Between)> Known = new(
        StringComparer.Ordinal
    )
    {
        [PlantedBug.SilenceIsLoss] = ("what runs on a node that is cut off is lost, and runs elsewhere", null),
        [PlantedBug.NeverOrderedAgain] = ("an order that never arrived at a node is not given again", null),
        [PlantedBug.StopsOnce] = ("a stop that was lost with its line is not said again", null),
        [PlantedBug.BootRaisesNothing] = ("the restart of a node raises no epoch", null),
        [PlantedBug.NumberAgain] = ("the number of a node that was taken out is given again", null),
        [PlantedBug.RemovedIsAwaited] = ("what runs on a node that was taken out is waited for", null),
        [PlantedBug.LastingLines] = ("lines to nodes outlive the epoch that they were made in", null),
        [PlantedBug.LateAttemptsStay] = ("what was replaced is not stopped when its node is back", null),
        [PlantedBug.StartBeforeJournal] = ("a keeper starts what it was ordered before it writes that down", null),
        ["leases-lost"] = (
            "an order comes to a node without its lease",
            () => new FarHook(inner => new WithoutLeases(inner))
        ),
        ["refusal-is-silence"] = (
            "a runner takes the refusal of a node for no answer",
            () => new FarHook(inner => new UnheardRefusals(inner))
        ),
        ["epoch-goes-back"] = (
            "a node is told epochs that go back",
            () => new FarHook(inner => new EarlierEpochs(inner))
        ),
        ["self-test-unheard"] = ("a node that can start nothing offers itself", () => new NeverWithdrawn()),
        ["no-book-at-the-node"] = ("a node takes what it is ordered, with room or without", () => new NoBook()),
        ["boot-unnoticed"] = ("a node that was restarted says that it was not", () => new UnnoticedBoot()),
        ["drained-takes-work"] = ("a runner never learns that people cordon and drain nodes", () => new AlwaysStands()),
        ["capacity-of-another"] = (
            "every node is taken to have what the home's has, and no node keeps a book",
            () => new HomesCapacity()
        ),
        ["adopts-as-own"] = ("a runner that loads a job takes all of it to run at home", () => new AdoptedAtHome()),
        ["old-snapshot"] = ("a runner goes by what a node said on its first line", () => new OldSnapshots()),
        ["greetings-anew"] = ("greetings are counted anew on each line to a node", () => new GreetingsAnew()),
        ["swapped-orders"] = ("orders go to the node that was reached last", () => new LastNode()),
        ["acknowledgements-lost"] = (
            "a node never hears that ends are committed",
            () => new FarHook(inner => new LostAcknowledgements(inner))
        ),
        ["wall-durations"] = (
            "timeouts are counted by the wall clocks of nodes",
            () => new FarHook(inner => new WallDurations(inner))
        ),
    };
}

internal sealed class FarHook(Func<IExecutor, IExecutor> wrap) : BugHooks
{
    public override IExecutor Far(IExecutor executor, NodeId node) => wrap(executor);
}

internal sealed class OldSnapshots : BugHooks
{
    private readonly Dictionary<NodeId, ExecutorSnapshot> first = [];

    public override IExecutor Far(IExecutor executor, NodeId node) => new OldSnapshot(executor, first, node);
}

internal sealed class GreetingsAnew : BugHooks
{
    public override long Greetings(long from) => 0;
}

internal sealed class LastNode : BugHooks
{
    private IExecutor? last;

    public override IExecutor Far(IExecutor executor, NodeId node) => last = new SwappedOrders(executor, () => last!);
}

internal sealed class UnnoticedBoot : BugHooks
{
    public override NodeSaid Said(NodeSaid said, string firstBoot) => said with { Boot = firstBoot };
}

internal sealed class NeverWithdrawn : BugHooks
{
    public override NodeSaid Said(NodeSaid said, string firstBoot) => said with { Withdrawn = null };
}

internal sealed class NoBook : BugHooks
{
    public override bool KeepsBook => false;
}

internal sealed class AlwaysStands : BugHooks
{
    public override Membership Place(Membership place) =>
        place with
        {
            Nodes = [.. place.Nodes.Select(row => row with { Standing = default })],
        };
}

internal sealed class HomesCapacity : BugHooks
{
    /// <summary>A node that keeps its own book refuses what it has no room for.</summary>
    public override bool KeepsBook => false;

    public override Membership Place(Membership place) =>
        place with
        {
            Nodes = [.. place.Nodes.Select(row => row with { Said = row.Said with { Capacity = place.Capacity } })],
        };
}

internal sealed class AdoptedAtHome : BugHooks
{
    public override StoredJob Load(StoredJob job) =>
        job with
        {
            Live = [.. job.Live.Select(attempt => attempt with { Node = NodeId.Home })],
        };
}
