using Microsoft.Win32.SafeHandles;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Journals;

/// <summary>
/// The file of a journal. It is longer than its records: the zeros behind them are room that a full disk cannot take
/// away.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int Chunk = 64 << 10;
    private const int Page = 4096;
    private readonly uint boot;
    private readonly IDisk disk;
    private readonly SafeFileHandle file;
    private readonly byte[] header = new byte[JournalHeader.Bytes];
    private long reserved;

    private JournalFile(SafeFileHandle file, uint boot, IDisk disk, long length)
    {
        (this.file, this.boot, this.disk) = (file, boot, disk);
        Length = length;
    }

    /// <summary>Where the next record goes.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes behind it that no full disk can refuse.</summary>
    public long Room => reserved - Length;

    /// <summary>Opens it, and gives every whole record to <paramref name="replay"/>.</summary>
    public static (JournalFile File, JournalReading Reading) Open(
        string path,
        uint boot,
        IDisk disk,
        FrameHandler replay
    )
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var reading = JournalReading.Read(bytes, boot, replay);
        var file = File.OpenHandle(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var opened = new JournalFile(file, boot, disk, reading.End);
        opened.Begin(bytes);
        return (opened, reading);
    }

    /// <summary>Sees that so many bytes can be written whatever becomes of the disk.</summary>
    /// <exception cref="IOException">The disk has no such room.</exception>
    public void Reserve(long room)
    {
        if (Length + room <= reserved)
        {
            return;
        }

        try
        {
            Reserve(Length + room, Chunk);
        }
        catch (IOException)
        {
            Reserve(Length + room, Page);
        }
    }

    /// <summary>Writes records behind the others.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Append(ReadOnlySpan<byte> records)
    {
        Reserve(records.Length);
        disk.Write(file, records, Length);
        Length += records.Length;

        // After the records: what the header vouches for is there.
        new JournalHeader(Length, boot).Write(header);
        disk.Write(file, header, 0);
    }

    /// <summary>Has the disk keep it through a failure of the power.</summary>
    public void Sync() => RandomAccess.FlushToDisk(file);

    public void Dispose() => file.Dispose();

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
}
