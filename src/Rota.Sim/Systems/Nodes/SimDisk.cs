using Rota.Sim.Systems.Machine;
using Rota.Store;

namespace Rota.Sim.Systems.Nodes;

/// <summary>What the disk does to writers.</summary>
internal sealed class SimDisk(World world, IMedium medium)
{
    public bool IsFull { get; set; }

    /// <summary>The next commit fails and is not there.</summary>
    public bool LosesNext { get; set; }

    /// <summary>The next commit fails and is there all the same.</summary>
    public bool DeniesNext { get; set; }

    /// <summary>The power fails in the middle of the next commit.</summary>
    public bool TearsNext { get; set; }

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

    public bool Loses() => Take(LosesNext, () => LosesNext = false);

    public bool Denies() => Take(DeniesNext, () => DeniesNext = false);

    public bool Tears() => Take(TearsNext, () => TearsNext = false);

    /// <summary>A commit is about to be written.</summary>
    /// <param name="isTold">Whether what was told to be on the disk is there: then only this commit can be
    /// lost.</param>
    public void BeforeCommit(bool isTold)
    {
        if (isTold)
        {
            medium.Forget();
        }

        medium.Mark();
    }

    /// <summary>
    /// What was committed last, and is not on the disk for sure, is lost in part: that many commits are gone, each as a
    /// whole. All handles must be closed.
    /// </summary>
    public void Tear()
    {
        if (medium.Marks > 0)
        {
            medium.LoseSince((int)world.Chance.Between("tear", 0, medium.Marks - 1));
            medium.Forget();
        }
    }

    private static bool Take(bool isSet, Action clear)
    {
        if (isSet)
        {
            clear();
        }

        return isSet;
    }
}
