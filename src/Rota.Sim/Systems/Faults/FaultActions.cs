using Rota.Linux.Calls;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Sim.Systems.Users;

namespace Rota.Sim.Systems.Faults;

/// <summary>All that can go wrong, and how it is done. What each draws, it draws from a stream of its own.</summary>
internal sealed class FaultActions(SimNode node, SimUsers people, SimRunners crew, FaultTrigger ambush)
{
    private const int KeeperDeaths = 7;
    private const long DeathPace = 260_000;
    private static readonly string[] Rotas = ["runner", "keeper", "anchor"];
    private readonly World world = node.World;

    private readonly JournalFaults journals = new(node);

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
            (FaultKinds.Disk, "a commit fails", () => node.Disk.LosesNext = true),
            (FaultKinds.Disk, "a commit fails and is there", () => node.Disk.DeniesNext = true),
            .. journals.All(() => Purpose),
            (FaultKinds.Members, "a runner joins", crew.Join),
            (FaultKinds.Members, "a runner leaves", crew.Leave),
            (FaultKinds.Power, "the power fails", LosePower),
            (FaultKinds.People, "a person asks", people.Ask),
        ];

    private void Kill(string role)
    {
        if (Pick(role) is { } process)
        {
            node.Processes.Kill(process.Pid, Native.SigKill);
        }
    }

    private void KillKeeperAndAnchor()
    {
        Kill("keeper");
        Kill("anchor");
    }

    private void KillKeepers()
    {
        for (var death = 0; death < KeeperDeaths; death++)
        {
            world.After(1 + (death * DeathPace), null, "a keeper dies", () => Kill("keeper"));
        }
    }

    private void Stop(string role)
    {
        if (Pick(role) is { IsBusy: false } process)
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
        if (node.Runners.Count > 0)
        {
            long? notices = world.Chance.OneIn(Purpose, 3) ? null : world.Chance.Scaled(Purpose, 50, 3_000_000);
            world.Chance.Of(Purpose, node.Runners).Executor.Break(notices);
        }
    }

    private void Silence() => node.SilentUntil = world.Now + world.Chance.Scaled(Purpose, 10_000, 6_000_000);

    private void SetClock()
    {
        world.WallOffset +=
            (world.Chance.OneIn(Purpose, 2) ? 1 : -1) * world.Chance.Scaled(Purpose, 1_000, 40_000_000_000);
        world.DriftPpm = world.Chance.Between(Purpose, -500, 500);
    }

    private void Sleep() => world.Slept += world.Chance.Scaled(Purpose, 100_000, 60_000_000);

    private void FillDisk()
    {
        node.Disk.IsFull = true;
        world.After(
            world.Chance.Scaled(Purpose, 10_000, 3_000_000),
            null,
            "disk is free",
            () => node.Disk.IsFull = false
        );
    }

    private void FillDiskAndKill()
    {
        const int Longest = 2_000_000;
        node.Disk.IsFull = true;
        world.After(world.Chance.Between(Purpose, 1, Longest), null, "a keeper dies", () => Kill("keeper"));
        world.After(Longest + 1, null, "disk is free", () => node.Disk.IsFull = false);
    }

    private void LosePower()
    {
        if (world.Chance.OneIn(Purpose, 2))
        {
            node.Disk.TearsNext = true;
        }
        else
        {
            node.Power.Fail(isTorn: false);
        }
    }

    private SimProcess? Pick(string role)
    {
        var candidates = node.Processes.All.Where(process => process.Role == role && process.IsAlive).ToArray();
        return candidates.Length > 0 ? world.Chance.Of(Purpose, candidates) : null;
    }
}
