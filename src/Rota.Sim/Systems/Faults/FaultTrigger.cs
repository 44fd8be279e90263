using Rota.Linux.Calls;
using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Faults;

/// <summary>What happens to a process at a named place.</summary>
internal enum TrapKind
{
    /// <summary>It is killed.</summary>
    Crash,

    /// <summary>It is stopped for a while.</summary>
    Stop,

    /// <summary>
    /// A runner's line breaks: what it has just ordered comes to the keeper, the answer to it is lost.
    /// </summary>
    Break,

    /// <summary>No message comes through from then on: what a runner orders next waits on its way.</summary>
    Silence,

    /// <summary>The power of its machine fails.</summary>
    Power,
}

/// <summary>
/// Waits at the named places of production code, where turns are committed and effects carried out, for a process to
/// come by.
/// </summary>
internal sealed class FaultTrigger
{
    private readonly SimCell cell;
    private readonly World world;
    private readonly List<Trap> laid = [];

    public FaultTrigger(SimCell cell)
    {
        (this.cell, world) = (cell, cell.World);
        world.Reached = Reach;
    }

    /// <summary>Waits for the next process of a role; it is a runner whose messages are meant.</summary>
    /// <param name="purpose">What is drawn from.</param>
    /// <param name="kind">What happens to it.</param>
    public void Lay(string purpose, TrapKind kind) =>
        laid.Add(
            new Trap(
                kind switch
                {
                    TrapKind.Break or TrapKind.Silence => "runner",
                    TrapKind.Power => "keeper",
                    _ => world.Chance.Of(purpose, (string[])["runner", "keeper"]),
                },
                kind,
                purpose
            )
            {
                Left = (int)world.Chance.Between(purpose, 1, 6),
            }
        );

    /// <summary>Waits for nobody.</summary>
    public void Lift() => laid.Clear();

    private void Reach(SimProcess process, string place)
    {
        if (laid.Find(trap => trap.Waits(process) && --trap.Left <= 0) is not { } sprung)
        {
            return;
        }

        laid.Remove(sprung);
        var (_, kind, purpose) = sprung;
        world.Trace.Note(process, $"{kind} at {place}");
        switch (kind)
        {
            case TrapKind.Crash:
                cell.Of(process).Processes.Kill(process.Pid, Native.SigKill);
                break;
            case TrapKind.Power:
                cell.Of(process).Power.Fail(isTorn: false);
                break;
            case TrapKind.Break:
                BreakLine(process, purpose);
                break;
            case TrapKind.Silence:
                Silence(world.Chance.Scaled(purpose, 10_000, 6_000_000), purpose);
                break;
            default:
                process.IsStopped = true;
                world.Wait(world.Chance.Scaled(purpose, 1_000, 8_000_000), () => !process.IsStopped);
                (process.IsStopped, process.ContinuedAt) = (false, world.Now);
                break;
        }
    }

    private void BreakLine(SimProcess runner, string purpose)
    {
        if (AnyDoor(purpose) is { } door)
        {
            door.Lose(SimUplink.Notice(world), SimUplink.Notice(world));
        }
        else
        {
            cell.Home.Runners.Find(one => one.Process == runner)?.Executor.Break(keeperNotices: null);
        }
    }

    private void Silence(long length, string purpose)
    {
        if (AnyDoor(purpose) is { } door)
        {
            door.CutOff(there: true, back: world.Chance.OneIn(purpose, 2), length);
        }
        else
        {
            cell.Home.Node.SilentUntil = world.Now + length;
        }
    }

    /// <summary>
    /// In worlds of several machines it is the line to another one as often as that to the own keeper.
    /// </summary>
    private SimDoor? AnyDoor(string purpose) =>
        cell.Members.Count > 0 && world.Chance.OneIn(purpose, 2) ? world.Chance.Of(purpose, cell.Members) : null;

    private sealed record Trap(string Role, TrapKind Kind, string Purpose)
    {
        public int Left { get; set; }

        /// <summary>The power of the home's machine fails often enough.</summary>
        public bool Waits(SimProcess process) =>
            Role == process.Role && (Kind != TrapKind.Power || process.Machine > 1);
    }
}
