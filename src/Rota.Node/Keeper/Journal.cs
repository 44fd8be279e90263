using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Rota.Node.Hosting;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// Append-only record of what a keeper did and saw: length, CRC, frame. Survives the death of every process. Its file is
/// longer than its records: the zeros behind them are room that a full disk cannot take away.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Length and CRC in front of each record.</summary>
    public const int HeaderBytes = 8;

    private const int Chunk = 64 << 10;
    private const int Page = 4096;
    private readonly string path;
    private readonly uint boot;
    private readonly IDisk disk;
    private readonly FrameWriter writer = new();
    private readonly byte[] header = new byte[JournalHeader.Bytes];
    private byte[] records = new byte[512];
    private int deferred;
    private SafeFileHandle file;
    private long reserved;

    private Journal(string path, uint boot, IDisk disk, SafeFileHandle file, JournalReading reading)
    {
        (this.path, this.boot, this.disk, this.file, Reading) = (path, boot, disk, file, reading);
        Length = reading.End;
    }

    /// <summary>What was found as it was opened.</summary>
    public JournalReading Reading { get; }

    /// <summary>Where the next record goes.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes that can be written even when the disk is full.</summary>
    public long Room => reserved - Length - deferred;

    /// <summary>Whether somebody removed its file: what is written now is seen by nobody.</summary>
    public bool IsGone => !File.Exists(path);

    /// <summary>Opens the journal and gives every whole record to <paramref name="replay"/>.</summary>
    public static Journal Open(string path, string bootId, IDisk disk, FrameHandler replay) =>
        Open(path, JournalHeader.BootOf(bootId), disk, replay);

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
    public void Reserve(long room)
    {
        var end = Length + deferred + room;
        if (end <= reserved)
        {
            return;
        }

        try
        {
            Reserve(end, Chunk);
        }
        catch (IOException)
        {
            Reserve(end, Page);
        }
    }

    /// <summary>Replaces the journal by these frames, when all others are of no more use.</summary>
    /// <param name="room">Bytes that must fit behind them whatever becomes of the disk.</param>
    /// <param name="write">Writes them.</param>
    /// <exception cref="IOException">The disk is full or failing; the journal is as it was.</exception>
    public void Rewrite(long room, Action<Journal> write)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var next = Open(fresh, boot, disk, static _ => { });
        try
        {
            write(next);
            next.Reserve(room);
            RandomAccess.FlushToDisk(next.file);
            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            next.Dispose();
            File.Delete(fresh);
            throw;
        }

        file.Dispose();
        (file, Length, reserved, deferred) = (next.file, next.Length, next.reserved, 0);
    }

    public void Dispose() => file.Dispose();

    private static Journal Open(string path, uint boot, IDisk disk, FrameHandler replay)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var reading = JournalReading.Read(bytes, boot, replay);
        var file = OpenFile(path);
        var journal = new Journal(path, boot, disk, file, reading);
        journal.Begin(bytes);
        return journal;
    }

    private static SafeFileHandle OpenFile(string path)
    {
        var file = File.OpenHandle(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>
    /// Clears what a cut-off append left, so that no record ever ends in the middle of it. A full disk is no reason not
    /// to read on: whoever appends is told then.
    /// </summary>
    private void Begin(ReadOnlySpan<byte> found)
    {
        try
        {
            disk.Reserve(file, Math.Max(found.Length, Page));
            reserved = Math.Max(found.Length, Page);
            var rest = found.Length > Length ? found[(int)Length..].TrimEnd((byte)0) : [];
            if (rest.Length > 0)
            {
                disk.Write(file, new byte[rest.Length], Length);
            }
        }
        catch (IOException)
        {
            reserved = Math.Min(reserved, Length);
        }
    }

    private void Reserve(long end, int unit)
    {
        var length = (end + unit - 1) / unit * unit;
        disk.Reserve(file, length);
        reserved = length;
    }

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
        Reserve(length - deferred);
        disk.Write(file, records.AsSpan(0, length), Length);
        Length += length;
        deferred = 0;

        // After the record: what the header vouches for is there.
        new JournalHeader(Length, boot).Write(header);
        disk.Write(file, header, 0);
    }
}
