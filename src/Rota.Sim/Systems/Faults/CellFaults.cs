using Rota.Core.Placement.Nodes;
using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Faults;

/// <summary>What can happen between the machines of a cell, and what people do about them.</summary>
internal sealed class CellFaults(SimCell cell, FaultTrigger ambush)
{
    private const int LongCuts = 4;
    private readonly World world = cell.World;

    /// <summary>All of it; nothing in worlds of one machine.</summary>
    /// <param name="purpose">The stream of the fault that is done now.</param>
    public (FaultKinds Kind, string Name, Action Do)[] All(Func<string> purpose) =>
        cell.IsShared
            ?
            [
                (FaultKinds.Network, "a machine is cut off", () => CutOff(purpose(), AnyMember(purpose()))),
                (FaultKinds.Network, "a machine is cut off", () => CutOff(purpose(), AnyMember(purpose()))),
                .. Enumerable.Repeat<(FaultKinds, string, Action)>(
                    (FaultKinds.Network, "a machine is cut off for long", () => CutOffForLong(purpose())),
                    world.HasLongCuts ? LongCuts : 1
                ),
                (FaultKinds.Disk, "nothing starts on a machine", () => Spoil(purpose())),
                (FaultKinds.Disk, "a machine is repaired", () => Repair(purpose())),
                (FaultKinds.Network, "all machines are cut off", () => CutOff(purpose(), [.. cell.Members])),
                (FaultKinds.Network, "a connection breaks", () => Break(purpose())),
                (FaultKinds.Network, "a connection breaks", () => Break(purpose())),
                (
                    FaultKinds.Power,
                    "the power fails at a commit or effect",
                    () => ambush.Lay(purpose(), TrapKind.Power)
                ),
                (
                    FaultKinds.Power,
                    "the power fails at a commit or effect",
                    () => ambush.Lay(purpose(), TrapKind.Power)
                ),
                (
                    FaultKinds.Network | FaultKinds.Power,
                    "the power of a machine fails that is cut off",
                    () => CutOffAndFail(purpose())
                ),
                (FaultKinds.Members, "a machine joins", () => Join(purpose())),
                (FaultKinds.People, "a machine is to take no work, or work again", () => Stand(purpose())),
                (FaultKinds.People, "a machine is to take no work, or work again", () => Stand(purpose())),
                (FaultKinds.People, "a machine is taken out", () => Remove(purpose())),
            ]
            : [];

    private SimDoor[] AnyMember(string purpose) =>
        cell.Members.Count > 0 ? [world.Chance.Of(purpose, cell.Members)] : [];

    private void CutOff(string purpose, SimDoor[] doors)
    {
        var way = world.Chance.Below(purpose, 4);
        foreach (var door in doors)
        {
            door.CutOff(there: way != 0, back: way != 1, world.Chance.Scaled(purpose, 50_000, 20_000_000));
        }
    }

    private void CutOffForLong(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            door.CutOffForLong(world.Chance.Between(purpose, 8_000_000, 25_000_000));
        }
    }

    private void Spoil(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            door.Node.StartsFail = true;
        }
    }

    private void Repair(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            door.Node.StartsFail = door.Node.IsBornBroken = false;
        }
    }

    private void Break(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            door.Lose(SimUplink.Notice(world), SimUplink.Notice(world));
        }
    }

    private void CutOffAndFail(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            var length = world.Chance.Scaled(purpose, 50_000, 5_000_000);
            door.CutOff(there: false, back: true, length);
            world.After(length, null, "power", () => door.Node.Power.Fail(isTorn: false));
        }
    }

    private void Join(string purpose)
    {
        if (cell.HasRoom)
        {
            cell.Join(world.Chance.Scaled(purpose, 1_000, 3_000_000));
        }
    }

    private void Stand(string purpose)
    {
        var standing = world.Chance.Of(
            purpose,
            (NodeStanding[])[NodeStanding.Open, NodeStanding.Cordoned, NodeStanding.Draining]
        );
        foreach (var door in AnyMember(purpose))
        {
            cell.Stand(door, standing);
        }
    }

    private void Remove(string purpose)
    {
        foreach (var door in AnyMember(purpose))
        {
            var after = world.Chance.Scaled(purpose, 2_500_000, 10_000_000);
            var isReplaced = !world.Chance.OneIn(purpose, 3);
            cell.Remove(door, () => Replace(door, isReplaced ? after : null));
        }
    }

    /// <summary>Another machine comes under its name.</summary>
    private void Replace(SimDoor door, long? after)
    {
        if (after is { } delay && cell.HasRoom)
        {
            cell.Join(delay, door.Name);
        }
    }
}
