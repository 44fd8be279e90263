using System.Buffers.Binary;
using Rota.Fabric.Wire;
using Rota.Instruments.Metrics;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Journals;

/// <summary>
/// Append-only record of what a keeper did and saw: length, CRC, frame. Survives the death of every process, and a full
/// disk takes no room away that was reserved.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Length and CRC in front of each record.</summary>
    public const int HeaderBytes = 8;

    private readonly string path;
    private readonly uint boot;
    private readonly IDisk disk;
    private readonly FrameWriter writer = new();
    private byte[] records = new byte[512];
    private int deferred;
    private JournalFile file;

    private Journal(string path, uint boot, IDisk disk, FrameHandler replay)
    {
        (this.path, this.boot, this.disk) = (path, boot, disk);
        (file, Reading) = JournalFile.Open(path, boot, disk, replay);
    }

    /// <summary>What was found as it was opened.</summary>
    public JournalReading Reading { get; }

    /// <summary>Where the next record goes.</summary>
    public long Length => file.Length;

    /// <summary>Bytes that can be written even when the disk is full.</summary>
    public long Room => file.Room - deferred;

    /// <summary>Whether somebody removed its file: what is written now is seen by nobody.</summary>
    public bool IsGone => !File.Exists(path);

    /// <summary>Opens the journal and gives every whole record to <paramref name="replay"/>.</summary>
    public static Journal Open(string path, string bootId, IDisk disk, FrameHandler replay) =>
        new(path, JournalHeader.BootOf(bootId), disk, replay);

    /// <summary>Appends a frame. When it returns, a death of this process cannot lose it.</summary>
    /// <exception cref="IOException">The disk is full or failing: what was to be recorded must not happen.</exception>
    public void Append(Action<FrameWriter> write)
    {
        writer.Clear();
        write(writer);
        Write(deferred + Encode(writer.Written.Span[4..]));
    }

    /// <summary>Notes a frame that goes out before the next one that is appended: one call for both.</summary>
    public void Defer(Action<FrameWriter> write)
    {
        writer.Clear();
        write(writer);
        deferred += Encode(writer.Written.Span[4..]);
    }

    /// <summary>Appends what was deferred, if nothing came along to take it.</summary>
    /// <exception cref="IOException">The disk is full or failing; it stays deferred.</exception>
    public void Flush()
    {
        if (deferred > 0)
        {
            Write(deferred);
        }
    }

    /// <summary>Sees that so many bytes can be written whatever becomes of the disk.</summary>
    /// <exception cref="IOException">The disk has no such room.</exception>
    public void Reserve(long room) => file.Reserve(deferred + room);

    /// <summary>Replaces the journal by these frames, when all others are of no more use.</summary>
    /// <param name="room">Bytes that must fit behind them whatever becomes of the disk.</param>
    /// <param name="write">Writes them.</param>
    /// <exception cref="IOException">The disk is full or failing; the journal is as it was.</exception>
    public void Rewrite(long room, Action<Journal> write)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var next = new Journal(fresh, boot, disk, static _ => { });
        try
        {
            write(next);
            next.Reserve(room);
            next.file.Sync();
            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            next.Dispose();
            File.Delete(fresh);
            throw;
        }

        file.Dispose();
        (file, deferred) = (next.file, 0);
    }

    public void Dispose() => file.Dispose();

    /// <summary>Puts a record behind those that are deferred; gives its length.</summary>
    private int Encode(ReadOnlySpan<byte> payload)
    {
        var length = HeaderBytes + payload.Length;
        if (records.Length < deferred + length)
        {
            Array.Resize(ref records, (deferred + length) * 2);
        }

        var record = records.AsSpan(deferred, length);
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Crc32C.Of(payload));
        payload.CopyTo(record[HeaderBytes..]);
        return length;
    }

    private void Write(int length)
    {
        var begun = KeeperMetrics.BeginAppend();
        file.Append(records.AsSpan(0, length));
        KeeperMetrics.Appended(begun, length);
        deferred = 0;
    }
}
