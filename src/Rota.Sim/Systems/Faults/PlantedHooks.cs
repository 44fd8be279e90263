using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Anchors;
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

internal enum EffectKinds
{
    Launches,
    Stops,
}

internal sealed class LostOrders(EffectKinds kinds) : BugHooks
{
    private int seen;

    public override IReadOnlyList<Effect> Effects(IReadOnlyList<Effect> effects) =>
        [.. effects.Where(effect => !IsLost(effect))];

    private bool IsLost(Effect effect) =>
        kinds == EffectKinds.Stops
            ? effect.Kind == EffectKind.Stop
            : effect.Kind == EffectKind.Launch && ++seen % 10 == 0;
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
    public override AnchorExit Exit(AnchorExit exit) => exit with { ExitCode = 0, Signal = null };
}
