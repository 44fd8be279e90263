using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Rota.Node.Keeper.Journals;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Times;

/// <summary>
/// When the ended attempts of a job wrote their output: one file beside the packed output that grows by an entry an
/// attempt. What is damaged of it is searched through: those times are missing, and nothing else.
/// </summary>
public sealed class PackedTimes
{
    private const uint Mark = 0x31495452;
    private const int HeadBytes = 24;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private const long BytesMax = 2 * Thinning.CountMax * WrittenRecord.Size;
    private readonly string path;
    private readonly Dictionary<long, (long At, int Bytes)> entries = [];
    private long known;

    /// <summary>Reads the times of a job.</summary>
    /// <param name="jobDirectory">Where its packed output is.</param>
    public PackedTimes(string jobDirectory) => path = OutputSegments.TimesOf(jobDirectory);

    /// <summary>When an attempt wrote what; null where that is not known.</summary>
    public IReadOnlyList<WrittenRecord>? Of(long attempt)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
            if (!entries.ContainsKey(attempt))
            {
                Search(file);
            }

            return entries.TryGetValue(attempt, out var entry) ? Read(file, entry.At, entry.Bytes) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Adds the records of an attempt.</summary>
    /// <exception cref="IOException">The disk does not take them: the file is as it was.</exception>
    internal static void Append(string jobDirectory, long attempt, IReadOnlyList<WrittenRecord> records)
    {
        var bytes = new byte[HeadBytes + (records.Count * WrittenRecord.Size)];
        WrittenRecord.Bytes(records).CopyTo(bytes, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), attempt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), records.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Crc32C.Of(bytes.AsSpan(8)));
        using var file = File.OpenHandle(
            OutputSegments.TimesOf(jobDirectory),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            Shared
        );
        var end = RandomAccess.GetLength(file);
        if (end == 0)
        {
            File.SetUnixFileMode(file, Private);
        }

        try
        {
            RandomAccess.Write(file, bytes, end);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(file, end);
            throw;
        }
    }

    /// <summary>Notes the entries that have come since, the later of one attempt in place of the earlier.</summary>
    private void Search(SafeFileHandle file)
    {
        var (head, length) = (new byte[HeadBytes], RandomAccess.GetLength(file));
        while (known + HeadBytes <= length && RandomAccess.Read(file, head, known) == HeadBytes)
        {
            var bytes = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(16)) * WrittenRecord.Size;
            var isEntry =
                BinaryPrimitives.ReadUInt32LittleEndian(head) == Mark
                && bytes is >= 0 and <= BytesMax
                && bytes <= length - known - HeadBytes;
            if (isEntry)
            {
                entries[BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(8))] = (known, (int)bytes);
            }

            known += isEntry ? HeadBytes + bytes : 1;
        }
    }

    private static WrittenRecord[]? Read(SafeFileHandle file, long at, int count)
    {
        var bytes = new byte[HeadBytes + count];
        var isWhole =
            RandomAccess.Read(file, bytes, at) == bytes.Length
            && Crc32C.Of(bytes.AsSpan(8)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        return isWhole ? WrittenRecord.All(bytes.AsSpan(HeadBytes)) : null;
    }
}
