using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Orders;
using Rota.Linux.Calls;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Faults;

internal sealed class AllPartitions : BugHooks
{
    public override Membership Place(Membership place) =>
        place with
        {
            Partitions = [.. Enumerable.Range(0, Core.Partitions.Partition.Count)],
        };
}

internal sealed class OldEpoch : BugHooks
{
    public override Membership Place(Membership place) =>
        place.IsAlone ? place : place with { Frame = place.Frame with { Epoch = place.Frame.Epoch - 1 } };
}

internal sealed class NoAccounts : BugHooks
{
    public override News News(News news) => news with { Accounts = [] };
}

internal sealed class NoRequests : BugHooks
{
    public override News News(News news) => news with { HasRequests = false };
}

internal sealed class NumbersOverlap : BugHooks
{
    public override long Numbers(long first) => Math.Max(1, first - 16_384 + 5);
}

internal sealed class LostRow : BugHooks
{
    private int seen;

    public override void Changes(TurnChanges changes)
    {
        if (changes.Tasks.Count > 0 && ++seen % 8 == 0)
        {
            changes.Tasks.RemoveAt(0);
        }
    }
}

internal sealed class Unbooked : BugHooks
{
    public override IReadOnlyCollection<Account> Accounts(IReadOnlyCollection<Account> accounts) => [];
}

internal sealed class RequestsStay : BugHooks
{
    public override IReadOnlyCollection<long> Requests(IReadOnlyCollection<long> done) => [];
}

internal enum OrderKinds
{
    Launches,
    Stops,
}

internal sealed class LostOrders(OrderKinds kinds) : BugHooks
{
    private int seen;

    public override IReadOnlyList<NodeOrder> Orders(IReadOnlyList<NodeOrder> orders) =>
        [.. orders.Where(order => !IsLost(order))];

    private bool IsLost(NodeOrder order) =>
        kinds == OrderKinds.Stops
            ? order is NodeOrder.Stop
            : order is NodeOrder.Launch { IsInPlace: false } && ++seen % 10 == 0;
}

internal sealed class NoMarks : BugHooks
{
    public override string? Mark(string? mark) => mark is null ? null : "another";
}

internal sealed class OneBoot : BugHooks
{
    public override string BootId(string boot) => "boot";
}

internal sealed class WallSlots : BugHooks
{
    public override bool CountsByWall => true;
}

internal sealed class DeafAnchor : BugHooks
{
    public override bool AnchorTells => false;
}

internal sealed class ForgetfulDisk : BugHooks
{
    public override bool DiskKeeps => false;
}

internal sealed class HarmlessSignals : BugHooks
{
    public override bool SignalArrives(int signal) => signal != Native.SigKill;
}

internal sealed class KeeperForgets : BugHooks
{
    public override void KeeperBoots(StateDirectory state) => File.Delete(Path.Combine(state.Keeper, "journal"));
}

internal sealed class GuessedExit : BugHooks
{
    private const int Exited = 1;

    public override ChildExit Exit(ChildExit exit) => exit with { Code = Exited, Status = 0 };
}
