using System.Buffers.Binary;
using Rota.Core.Model;

namespace Rota.Node.Keeper.Times;

/// <summary>So much of a stream of an attempt was there at an instant, and not before the record before it.</summary>
/// <param name="At">When it was written at the latest.</param>
/// <param name="IsError">Whether it is of standard error.</param>
/// <param name="Length">How long the stream was, in bytes; less than before where the task has cut it.</param>
/// <param name="IsVague">Whether nobody looked for a while: it may have been written long before.</param>
public readonly record struct WrittenRecord(Instant At, bool IsError, long Length, bool IsVague)
{
    /// <summary>Bytes of one record.</summary>
    public const int Size = 16;

    private const long Error = 1;
    private const long Vague = 2;
    private const int FlagBits = 2;

    /// <summary>The records of a file; what is left of one that was cut is none.</summary>
    public static WrittenRecord[] All(ReadOnlySpan<byte> bytes)
    {
        var records = new WrittenRecord[bytes.Length / Size];
        for (var at = 0; at < records.Length; at++)
        {
            records[at] = Read(bytes[(at * Size)..]);
        }

        return records;
    }

    /// <summary>The bytes of records.</summary>
    public static byte[] Bytes(IReadOnlyList<WrittenRecord> records)
    {
        var bytes = new byte[records.Count * Size];
        for (var at = 0; at < records.Count; at++)
        {
            records[at].Write(bytes.AsSpan(at * Size));
        }

        return bytes;
    }

    private static WrittenRecord Read(ReadOnlySpan<byte> bytes)
    {
        var word = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        return new(
            new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            (word & Error) != 0,
            word >> FlagBits,
            (word & Vague) != 0
        );
    }

    private void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, At.Micros);
        BinaryPrimitives.WriteInt64LittleEndian(
            bytes[8..],
            (Length << FlagBits) | (IsError ? Error : 0) | (IsVague ? Vague : 0)
        );
    }
}
