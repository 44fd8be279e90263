using Rota.Sim.Systems.Machine;
using Rota.Store;
using Rota.Store.Local;

namespace Rota.Sim.Systems.Nodes;

/// <summary>What the disk does to writers.</summary>
internal sealed class SimDisk(World world, StateDirectory state)
{
    private long logBefore;

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
    /// torn.</param>
    public void BeforeCommit(bool isTold) => logBefore = isTold ? LogLength : logBefore;

    /// <summary>
    /// The part of the log that the last commit wrote is on the disk in part, and what is there of the rest is of
    /// somebody else. All handles must be closed.
    /// </summary>
    public void Tear()
    {
        var length = LogLength;
        if (length <= logBefore)
        {
            return;
        }

        var kept = world.Chance.Between("tear", logBefore, length - 1);
        using var log = File.Open(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (world.Chance.OneIn("tear kind", 2))
        {
            log.SetLength(kept);
            return;
        }

        var rest = new byte[length - kept];
        log.Position = kept;
        log.ReadExactly(rest);
        log.Position = kept;
        foreach (var written in rest)
        {
            log.WriteByte((byte)(written ^ world.Chance.Between("garbage", 1, 255)));
        }
    }

    private string Log => state.Database + "-wal";

    private long LogLength => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    private static bool Take(bool isSet, Action clear)
    {
        if (isSet)
        {
            clear();
        }

        return isSet;
    }
}
