using Microsoft.Win32.SafeHandles;
using Rota.Node.Hosting;
using Rota.Node.Keeper;
using Rota.Sim.Systems.Machine;
using Rota.Store;

namespace Rota.Sim.Systems.Node;

/// <summary>What the disk does to writers.</summary>
internal sealed class SimDisk(World world, StateDirectory state) : IDisk
{
    private const long StepMax = 40_000;
    private long logBefore;

    public bool IsFull { get; set; }

    /// <summary>The next commit fails and is not there.</summary>
    public bool LosesNext { get; set; }

    /// <summary>The next commit fails and is there all the same.</summary>
    public bool DeniesNext { get; set; }

    /// <summary>The power fails in the middle of the next commit.</summary>
    public bool TearsNext { get; set; }

    /// <summary>Appends to journals fail, as on a disk that breaks.</summary>
    public bool FailsJournals { get; set; }

    /// <summary>
    /// Whether a journal was damaged, or could not be written though there was room: then exits may be lost.
    /// </summary>
    public bool HasHurtJournals { get; private set; }

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

    /// <summary>A file has the room that it was made long enough for; a full disk has no more.</summary>
    public void Reserve(SafeFileHandle file, long length)
    {
        var more = length - RandomAccess.GetLength(file);
        if (more > 0)
        {
            // Large steps are refused always, so that the room of every journal is as small as it may be.
            if (IsFull || more > StepMax)
            {
                throw new IOException("no space is left on the device");
            }

            RandomAccess.SetLength(file, length);
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at)
    {
        if (FailsJournals)
        {
            HasHurtJournals = true;
            throw new IOException("the disk did not take it");
        }

        RandomAccess.Write(file, bytes, at);
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

    /// <summary>A journal loses a bit, a piece, its end or all of it.</summary>
    public void Damage(string journal, string purpose)
    {
        if (!File.Exists(journal))
        {
            return;
        }

        HasHurtJournals = true;
        if (world.Chance.OneIn(purpose, 4))
        {
            File.Delete(journal);
            return;
        }

        using var file = File.Open(
            journal,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        var at = world.Chance.Between(purpose, 0, Math.Max(0, file.Length - 1));
        if (world.Chance.OneIn(purpose, 3))
        {
            file.SetLength(at);
            return;
        }

        var length = (int)Math.Min(file.Length - at, world.Chance.Scaled(purpose, 1, 5_000));
        var piece = new byte[length];
        file.Position = at;
        file.ReadExactly(piece);
        if (world.Chance.OneIn(purpose, 2))
        {
            Array.Clear(piece);
        }
        else if (length > 0)
        {
            piece[0] ^= (byte)(1 << (int)world.Chance.Between(purpose, 0, 7));
        }

        file.Position = at;
        file.Write(piece);
    }

    /// <summary>A journal that nobody flushed is on the disk up to somewhere.</summary>
    public void Shorten(string journal)
    {
        if (File.Exists(journal) && !world.Chance.OneIn("journal kept", 3))
        {
            using var file = File.Open(
                journal,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete
            );
            file.SetLength(world.Chance.Between("journal", 0, file.Length));
            KeepOldHeader(file);
        }
    }

    /// <summary>What the header vouches for may be less than there was: pages reach the disk in any order.</summary>
    private void KeepOldHeader(FileStream file)
    {
        var bytes = new byte[JournalHeader.Bytes];
        file.Position = 0;
        if (
            world.Chance.OneIn("old header", 2)
            && file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            && JournalHeader.Read(bytes) is { } header
        )
        {
            (header with { End = JournalHeader.Bytes }).Write(bytes);
            file.Position = 0;
            file.Write(bytes);
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
