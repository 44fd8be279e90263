using Rota.Linux.Calls;
using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Sim.Systems.Users;

namespace Rota.Sim.Systems.Faults;

/// <summary>All that can go wrong, and how it is done. What each draws, it draws from a stream of its own.</summary>
internal sealed class FaultActions(SimCell cell, SimUsers people, SimRunners crew, FaultTrigger ambush)
{
    private const int KeeperDeaths = 7;
    private const long DeathPace = 260_000;
    private static readonly string[] Rotas = ["runner", "keeper", "anchor"];
    private readonly World world = cell.World;
    private readonly SimHome home = cell.Home;
    private readonly JournalFaults journals = new(cell);
    private readonly CellFaults machines = new(cell, ambush);

    /// <summary>The stream of the fault that is done now.</summary>
    public string Purpose { get; set; } = "";

    public IReadOnlyList<(FaultKinds Kind, string Name, Action Do)> All =>
        [
            (FaultKinds.Crash, "kill a process", () => Kill(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Crash, "crash at a commit or effect", () => ambush.Lay(Purpose, TrapKind.Crash)),
            (FaultKinds.Crash, "crash at a commit or effect", () => ambush.Lay(Purpose, TrapKind.Crash)),
            (FaultKinds.Crash, "kill keeper and anchor", KillKeeperAndAnchor),
            (FaultKinds.Crash, "the keeper dies again and again", KillKeepers),
            (FaultKinds.Pause, "stop a process", () => Stop(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Pause, "stop at a commit or effect", () => ambush.Lay(Purpose, TrapKind.Stop)),
            (FaultKinds.Network, "break a line", BreakLine),
            (FaultKinds.Network, "break a line at a commit or effect", () => ambush.Lay(Purpose, TrapKind.Break)),
            (
                FaultKinds.Network,
                "no message comes through from a commit or effect on",
                () => ambush.Lay(Purpose, TrapKind.Silence)
            ),
            (FaultKinds.Network, "no message comes through", Silence),
            (FaultKinds.Clock, "set the wall clock", SetClock),
            (FaultKinds.Clock, "the machine sleeps", Sleep),
            (FaultKinds.Disk, "the disk is full", FillDisk),
            (FaultKinds.Disk | FaultKinds.Crash, "the keeper dies on a full disk", FillDiskAndKill),
            (FaultKinds.Disk, "a commit fails", () => home.Commits.LosesNext = true),
            (FaultKinds.Disk, "a commit fails and is there", () => home.Commits.DeniesNext = true),
            .. journals.All(() => Purpose),
            (FaultKinds.Members, "a runner joins", crew.Join),
            (FaultKinds.Members, "a runner leaves", crew.Leave),
            (FaultKinds.Power, "the power fails", LosePower),
            (FaultKinds.People, "a person asks", people.Ask),
            .. machines.All(() => Purpose),
        ];

    private void Kill(string role) => Kill(role, cell.Machines);

    private void Kill(string role, params IReadOnlyList<SimNode> among)
    {
        if (Pick(role, among) is { } process)
        {
            cell.Of(process).Processes.Kill(process.Pid, Native.SigKill);
        }
    }

    private void KillKeeperAndAnchor()
    {
        var machine = cell.Any(Purpose);
        Kill("keeper", machine);
        Kill("anchor", machine);
    }

    private void KillKeepers()
    {
        var machine = cell.Any(Purpose);
        for (var death = 0; death < KeeperDeaths; death++)
        {
            world.After(1 + (death * DeathPace), null, "a keeper dies", () => Kill("keeper", machine));
        }
    }

    private void Stop(string role)
    {
        if (Pick(role, cell.Machines) is { IsBusy: false } process)
        {
            process.IsStopped = true;
            world.Trace.Note(process, "stops");
            world.After(
                world.Chance.Scaled(Purpose, 1_000, 8_000_000),
                null,
                "continue",
                () => world.Continue(process)
            );
        }
    }

    private void BreakLine()
    {
        if (home.Runners.Count > 0)
        {
            long? notices = world.Chance.OneIn(Purpose, 3) ? null : world.Chance.Scaled(Purpose, 50, 3_000_000);
            world.Chance.Of(Purpose, home.Runners).Executor.Break(notices);
        }
    }

    private void Silence() =>
        cell.Any(Purpose).SilentUntil = world.Now + world.Chance.Scaled(Purpose, 10_000, 6_000_000);

    private void SetClock()
    {
        var clock = cell.Any(Purpose).Clock;
        clock.WallOffset +=
            (world.Chance.OneIn(Purpose, 2) ? 1 : -1) * world.Chance.Scaled(Purpose, 1_000, 40_000_000_000);
        clock.DriftPpm = world.Chance.Between(Purpose, -500, 500);
    }

    private void Sleep() => cell.Any(Purpose).Clock.Sleep(world.Chance.Scaled(Purpose, 100_000, 60_000_000));

    private void FillDisk() => Fill(cell.Any(Purpose).Disk, world.Chance.Scaled(Purpose, 10_000, 3_000_000));

    private void Fill(SimDisk disk, long length)
    {
        disk.IsFull = true;
        world.After(length, null, "disk is free", () => disk.IsFull = false);
    }

    private void FillDiskAndKill()
    {
        const int Longest = 2_000_000;
        var machine = cell.Any(Purpose);
        world.After(world.Chance.Between(Purpose, 1, Longest), null, "a keeper dies", () => Kill("keeper", machine));
        Fill(machine.Disk, Longest + 1);
    }

    private void LosePower()
    {
        var machine = cell.Any(Purpose);
        if (machine == home.Node && world.Chance.OneIn(Purpose, 2))
        {
            home.Commits.TearsNext = true;
        }
        else
        {
            machine.Power.Fail(isTorn: false);
        }
    }

    private SimProcess? Pick(string role, IReadOnlyList<SimNode> among)
    {
        var candidates = among
            .SelectMany(machine => machine.Processes.All)
            .Where(process => process.Role == role && process.IsAlive)
            .ToArray();
        return candidates.Length > 0 ? world.Chance.Of(Purpose, candidates) : null;
    }
}
