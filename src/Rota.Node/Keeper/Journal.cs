using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// Append-only record of what a keeper did and saw: length, CRC, frame. Survives the death of every process; a torn
/// tail, left by a crash of the system, is cut at opening.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int HeaderBytes = 8;
    private readonly string path;
    private readonly FrameWriter writer = new();
    private byte[] records = new byte[512];
    private int deferred;
    private SafeFileHandle file;

    private Journal(string path, SafeFileHandle file, long length)
    {
        this.path = path;
        this.file = file;
        Length = length;
    }

    public long Length { get; private set; }

    /// <summary>Opens the journal and gives every sound record to <paramref name="replay"/>.</summary>
    public static Journal Open(string path, FrameHandler replay)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var sound = Replay(bytes, replay);
        var file = File.OpenHandle(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        RandomAccess.SetLength(file, sound);
        return new Journal(path, file, sound);
    }

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

    /// <summary>Replaces the journal by these frames, when all others are of no more use.</summary>
    public void Rewrite(Action<Journal> write)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var next = Open(fresh, static _ => { }))
        {
            write(next);
            RandomAccess.FlushToDisk(next.file);
        }

        File.Move(fresh, path, overwrite: true);
        file.Dispose();
        deferred = 0;
        file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(file);
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
        RandomAccess.Write(file, records.AsSpan(0, length), Length);
        Length += length;
        deferred = 0;
    }

    private static long Replay(ReadOnlySpan<byte> bytes, FrameHandler replay)
    {
        var position = 0;
        while (bytes.Length - position >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[position..]);
            if (length <= 0 || length > bytes.Length - position - HeaderBytes)
            {
                break;
            }

            var payload = bytes.Slice(position + HeaderBytes, length);
            if (Crc32C.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]))
            {
                break;
            }

            replay(payload);
            position += HeaderBytes + length;
        }

        return position;
    }
}

/// <summary>Takes in the payload of a frame.</summary>
internal delegate void FrameHandler(ReadOnlySpan<byte> payload);
