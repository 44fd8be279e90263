using Rota.Node.Keeper;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;

namespace Rota.Sim.Systems.Faults;

/// <summary>Draws what goes wrong, and does it, until it is told to stop.</summary>
internal sealed class Adversary
{
    private const string Pace = "faults";
    private static readonly string[] Rotas = ["runner", "keeper", "anchor"];
    private readonly SimNode node;
    private readonly World world;
    private readonly People people;
    private readonly Crew crew;
    private readonly (FaultKinds Kind, string Name, Action Do)[] faults;
    private readonly IReadOnlySet<int> without;
    private readonly List<(int Number, string Name)> struck = [];
    private (string Role, int Places, bool IsCrash) ambush;
    private bool isOver;
    private int strikes;

    /// <param name="node">The machine.</param>
    /// <param name="people">Who changes his mind.</param>
    /// <param name="crew">Who joins and leaves.</param>
    /// <param name="kinds">What may go wrong.</param>
    /// <param name="without">Faults that are left out, by number: whatever else happens, the others stay as they are.</param>
    public Adversary(SimNode node, People people, Crew crew, FaultKinds kinds, IReadOnlySet<int> without)
    {
        this.without = without;
        (this.node, world, this.people, this.crew) = (node, node.World, people, crew);
        faults = [.. Faults().Where(fault => kinds.HasFlag(fault.Kind))];
        world.Reached = Reach;
    }

    /// <summary>Begins: the next fault is drawn after each.</summary>
    public void Begin()
    {
        if (faults.Length > 0)
        {
            world.After(world.Chance.Scaled(Pace, 2_000, 2_000_000), null, "fault", Strike);
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

    /// <summary>What has gone wrong so far.</summary>
    public IReadOnlyList<(int Number, string Name)> Struck => struck;

    /// <summary>Each fault draws from a stream of its own.</summary>
    private string Purpose => $"fault {strikes}";

    private IEnumerable<(FaultKinds Kind, string Name, Action Do)> Faults() =>
        [
            (FaultKinds.Crash, "kill a process", () => Kill(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Crash, "crash at a commit or effect", () => Ambush(isCrash: true)),
            (FaultKinds.Crash, "crash at a commit or effect", () => Ambush(isCrash: true)),
            (FaultKinds.Crash, "kill keeper and anchor", KillKeeperAndAnchor),
            (FaultKinds.Pause, "stop a process", () => Stop(world.Chance.Of(Purpose, Rotas))),
            (FaultKinds.Pause, "stop at a commit or effect", () => Ambush(isCrash: false)),
            (FaultKinds.Network, "break a line", BreakLine),
            (FaultKinds.Clock, "set the wall clock", SetClock),
            (FaultKinds.Clock, "the machine sleeps", Sleep),
            (FaultKinds.Disk, "the disk is full", FillDisk),
            (FaultKinds.Disk, "a commit fails", () => node.Disk.LosesNext = true),
            (FaultKinds.Disk, "a commit fails and is there", () => node.Disk.DeniesNext = true),
            (FaultKinds.Members, "a runner joins", crew.Join),
            (FaultKinds.Members, "a runner leaves", crew.Leave),
            (FaultKinds.Power, "the power fails", LosePower),
            (FaultKinds.People, "a person asks", people.Ask),
        ];

    private void Strike()
    {
        if (isOver)
        {
            return;
        }

        strikes++;
        var (_, name, act) = world.Chance.Of(Purpose, faults);
        if (!without.Contains(strikes))
        {
            struck.Add((strikes, $"{world.Now / 1e6:0.000000} s: {name}"));
            world.Trace.Note(null, "FAULT " + name, ("number", strikes));
            act();
        }

        Begin();
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
        world.Trace.Note(process, (isCrash ? "crashes at " : "stops at ") + place);
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
