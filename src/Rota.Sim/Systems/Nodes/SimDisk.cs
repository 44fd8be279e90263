using Rota.Sim.Systems.Machine;
using Rota.Store;

namespace Rota.Sim.Systems.Nodes;

/// <summary>What the disk of a machine does to writers.</summary>
internal sealed class SimDisk(World world)
{
    public bool IsFull { get; set; }

    /// <summary>How long an fsync takes; now and then one takes much longer.</summary>
    public long SyncTime() =>
        world.Chance.OneIn("slow sync", 40)
            ? world.Chance.Scaled("sync", 2_000, 400_000)
            : world.Chance.Between("sync", 150, 900);

    public void Write()
    {
        if (IsFull)
        {
            throw new StoreException(StoreFailure.DiskFull, "no space is left on the device");
        }
    }
}
