using Microsoft.Win32.SafeHandles;
using Rota.Linux.Files;
using Rota.Node.Keeper.Journals;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>What the disk does to the journals of keeper and anchor.</summary>
internal sealed class SimJournals(World world, SimDisk disk) : IDisk
{
    private const long StepMax = 40_000;

    /// <summary>Appends to journals fail, as on a disk that breaks.</summary>
    public bool Fails { get; set; }

    /// <summary>
    /// Whether a journal was damaged, or could not be written though there was room: then exits may be lost.
    /// </summary>
    public bool HasHurt { get; private set; }

    /// <summary>A file has the room that it was made long enough for; a full disk has no more.</summary>
    public void Reserve(SafeFileHandle file, long length)
    {
        var more = length - RandomAccess.GetLength(file);
        if (more > 0)
        {
            // Large steps are refused always, so that the room of every journal is as small as it may be.
            if (disk.IsFull || more > StepMax)
            {
                throw new IOException("no space is left on the device");
            }

            RandomAccess.SetLength(file, length);
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at)
    {
        if (Fails)
        {
            HasHurt = true;
            throw new IOException("the disk did not take it");
        }

        RandomAccess.Write(file, bytes, at);
    }

    /// <summary>A journal loses a bit, a piece, its end or all of it.</summary>
    public void Damage(string journal, string purpose)
    {
        if (!File.Exists(journal))
        {
            return;
        }

        HasHurt = true;
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
}
