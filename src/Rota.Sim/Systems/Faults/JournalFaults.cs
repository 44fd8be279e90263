using Rota.Node.Keeper;
using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Faults;

/// <summary>What can happen to the journals of keeper and anchor.</summary>
internal sealed class JournalFaults(SimCell cell)
{
    private readonly World world = cell.World;

    /// <summary>Where a journal is hurt exits may be lost: in most worlds none is, and none may be.</summary>
    private readonly bool isAllowed = cell.World.Chance.OneIn("hurts journals", 3);

    /// <summary>All of it, or nothing in worlds where exits are counted.</summary>
    /// <param name="purpose">The stream of the fault that is done now.</param>
    public (FaultKinds Kind, string Name, Action Do)[] All(Func<string> purpose) =>
        isAllowed
            ?
            [
                (FaultKinds.Disk, "journals cannot be written", () => Fail(purpose())),
                (FaultKinds.Disk, "a journal is damaged", () => Damage(purpose())),
            ]
            : [];

    private void Fail(string purpose)
    {
        var journals = cell.Any(purpose).Journals;
        journals.Fails = true;
        world.After(
            world.Chance.Scaled(purpose, 10_000, 3_000_000),
            null,
            "journals can be written",
            () => journals.Fails = false
        );
    }

    private void Damage(string purpose)
    {
        var machine = cell.Any(purpose);
        machine.Journals.Damage(
            Path.Combine(
                machine.State.Keeper,
                world.Chance.OneIn(purpose, 4) ? "anchor.journal" : KeeperCore.JournalName
            ),
            purpose
        );
    }
}
