namespace Rota.Sim.Systems.Nodes;

/// <summary>The power of the simulated machine.</summary>
internal sealed class SimPower(SimNode node)
{
    /// <summary>What others do about a failure: close what they hold open.</summary>
    public Action? Failed { get; set; }

    /// <summary>Everything ends at once; what was not flushed may be gone.</summary>
    public void Fail(bool isTorn)
    {
        node.World.Trace.Note(null, "THE POWER IS LOST", ("torn", isTorn ? 1 : 0));
        node.Processes.Clear();
        node.World.AfterAll = () =>
        {
            Failed?.Invoke();
            if (isTorn || !node.BugHooks.DiskKeeps)
            {
                node.Disk.Tear();
            }

            node.Journals.Shorten(Path.Combine(node.State.Keeper, "journal"));
            node.Journals.Shorten(Path.Combine(node.State.Keeper, "anchor.journal"));
            File.Delete(node.State.SharedMap);
            node.LockHolder = null;
            node.World.Boot++;
            node.World.BootedAt = node.World.Now;
            node.World.Slept = 0;
        };
    }
}
