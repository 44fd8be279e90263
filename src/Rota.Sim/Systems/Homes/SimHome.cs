using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Homes;

/// <summary>The home of a world: the truth about jobs, and the runners that decide, all on one machine.</summary>
internal sealed class SimHome
{
    public SimHome(SimNode node, IMedium medium)
    {
        (Node, Store) = (node, medium.Home);
        Commits = new SimCommits(World, medium);
        node.Power.Failed += Failed;
    }

    /// <summary>Its machine.</summary>
    public SimNode Node { get; }

    public World World => Node.World;

    /// <summary>The truth about jobs.</summary>
    public IHome Store { get; }

    public SimCommits Commits { get; }

    public List<SimRunner> Runners { get; } = [];

    /// <summary>How its runners come to other machines: a runner, and what moves it when something came.</summary>
    public Func<SimProcess, Action, ISimReach>? Reach { get; set; }

    /// <summary>What people do when its power fails: close what they hold open.</summary>
    public Action? Closing { get; set; }

    /// <summary>Who is in the middle of a turn, with the write lock held.</summary>
    public SimProcess? LockHolder { get; set; }

    public bool IsLocked => LockHolder is not null;

    /// <summary>Whether somebody who wants to write has to come again: it is locked, or its disk is full.</summary>
    public bool IsBusy => IsLocked || Node.Disk.IsFull || Node.Power.IsOut;

    public SimRunner StartRunner(string name)
    {
        var process = Node.Processes.Start("runner", PidTable.Init);
        var runner = new SimRunner(this, process, name);
        Runners.Add(runner);
        process.Ended = () =>
        {
            Runners.Remove(runner);
            runner.Dispose();
        };
        World.After(World.Chance.Between("boot", 20_000, 150_000), process, "runner begins", runner.Begin);
        return runner;
    }

    /// <summary>A process changed the store: the others' bells ring, unless the ring is lost.</summary>
    public void Wrote(SimProcess? process, string what, params ReadOnlySpan<(string Name, long Value)> values)
    {
        World.Trace.Note(process, what, values);
        foreach (var runner in Runners)
        {
            if (runner.Process != process && !World.Chance.OneIn("lost ring", 4))
            {
                runner.Notify();
                if (World.Chance.OneIn("doubled ring", 10))
                {
                    runner.Notify();
                }
            }
        }
    }

    public void Committed(SimProcess process, Membership place, TurnChanges changes)
    {
        Wrote(process, "commits", ("live", changes.Attempts.Count), ("ended", changes.Ended.Count));
        Node.Witness.Committed(place, changes);
    }

    private void Failed(bool isTorn)
    {
        Closing?.Invoke();
        if (isTorn || !Node.BugHooks.DiskKeeps)
        {
            Commits.Tear();
        }

        File.Delete(Node.State.SharedMap);
        LockHolder = null;
    }
}
