using Rota.Node.Keeper;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;

namespace Rota.Sim.Systems.Faults;

/// <summary>Draws what goes wrong, and does it, until it is told to stop.</summary>
internal sealed class Adversary
{
    private const string Purpose = "faults";
    private static readonly string[] Rotas = ["runner", "keeper", "anchor"];
    private readonly SimNode node;
    private readonly World world;
    private readonly People people;
    private readonly Crew crew;
    private readonly (FaultKinds Kind, Action Do)[] faults;
    private (string Role, int Places, bool IsCrash) ambush;
    private bool isOver;

    public Adversary(SimNode node, People people, Crew crew, FaultKinds kinds)
    {
        (this.node, world, this.people, this.crew) = (node, node.World, people, crew);
        faults = [.. Faults().Where(fault => kinds.HasFlag(fault.Kind))];
        world.Reached = Reach;
    }

    /// <summary>Begins: the next fault is drawn after each.</summary>
    public void Begin()
    {
        if (faults.Length > 0)
        {
            world.After(world.Chance.Scaled(Purpose, 2_000, 2_000_000), null, "fault", Strike);
        }
    }

    /// <summary>Ends all faults, and mends what was broken.</summary>
    public void Heal()
    {
        isOver = true;
        ambush = default;
        node.Disk.IsFull = node.Disk.LosesNext = node.Disk.DeniesNext = node.Disk.TearsNext = false;
        world.DriftPpm = 0;
        foreach (var process in node.Processes.All.Where(process => process.IsStopped).ToArray())
        {
            world.Continue(process);
        }
    }

    private IEnumerable<(FaultKinds Kind, Action Do)> Faults() =>
        [
            (FaultKinds.Crash, () => Kill(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Crash, () => Ambush(isCrash: true)),
            (FaultKinds.Crash, () => Ambush(isCrash: true)),
            (FaultKinds.Crash, KillKeeperAndAnchor),
            (FaultKinds.Pause, () => Stop(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Pause, () => Ambush(isCrash: false)),
            (FaultKinds.Network, BreakLine),
            (FaultKinds.Clock, SetClock),
            (FaultKinds.Clock, Sleep),
            (FaultKinds.Disk, FillDisk),
            (FaultKinds.Disk, () => node.Disk.LosesNext = true),
            (FaultKinds.Disk, () => node.Disk.DeniesNext = true),
            (FaultKinds.Members, crew.Join),
            (FaultKinds.Members, crew.Leave),
            (FaultKinds.Power, LosePower),
            (FaultKinds.People, people.Ask),
        ];

    private void Strike()
    {
        if (!isOver)
        {
            world.Chance.Of(Purpose, faults).Do();
            Begin();
        }
    }

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

    /// <summary>Waits at the named places of production code for a process of a role to come by.</summary>
    private void Ambush(bool isCrash) =>
        ambush = (
            world.Chance.Of(Purpose, (string[])["runner", "keeper"]),
            (int)world.Chance.Between(Purpose, 1, 6),
            isCrash
        );

    private void Reach(SimProcess process, string place)
    {
        if (process.Role != ambush.Role || --ambush.Places > 0)
        {
            return;
        }

        var isCrash = ambush.IsCrash;
        ambush = default;
        world.Trace.Note((isCrash ? "crash at " : "pause at ") + place, process.Pid);
        if (isCrash)
        {
            node.Processes.Kill(process.Pid, Native.SigKill);
            return;
        }

        process.IsStopped = true;
        world.Wait(world.Chance.Scaled(Purpose, 1_000, 8_000_000), () => !process.IsStopped);
        process.IsStopped = false;
    }

    private void Stop(string role)
    {
        if (Pick(role) is { IsBusy: false } process)
        {
            process.IsStopped = true;
            world.Trace.Note("stop " + role, process.Pid);
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
            world.Chance.Of(Purpose, node.Runners).Executor.Break();
        }
    }

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

    private void LosePower()
    {
        if (world.Chance.OneIn(Purpose, 2))
        {
            node.Disk.TearsNext = true;
        }
        else
        {
            node.LosePower(isTorn: false);
        }
    }

    private SimProcess? Pick(string role)
    {
        var candidates = node.Processes.All.Where(process => process.Role == role && process.IsAlive).ToArray();
        return candidates.Length > 0 ? world.Chance.Of(Purpose, candidates) : null;
    }
}
