using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Rota.Core.Notifying.Signatures;

namespace Rota.Store.Audit;

/// <summary>What holds entries together: each has the hash of the one before in its own.</summary>
public static class AuditChain
{
    /// <summary>What the first entry has for the one before it.</summary>
    public static readonly string Origin = new('0', 2 * Sha256.Bytes);

    /// <summary>The entry of a change.</summary>
    /// <param name="last">The newest entry that is there; null for none.</param>
    /// <param name="author">Who makes the change.</param>
    /// <param name="deed">The change.</param>
    public static AuditEntry Next((long Number, string Hash)? last, Author author, Deed deed)
    {
        var (number, previous) = last ?? (0, Origin);
        var entry = new AuditEntry
        {
            Number = number + 1,
            Author = author,
            Deed = deed,
            Previous = previous,
            Hash = "",
        };
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>The hash that an entry must have.</summary>
    public static string HashOf(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Put(bytes, entry.Number);
        Put(bytes, entry.Author.At.Micros);
        Put(bytes, (long)entry.Author.Door);
        Put(bytes, entry.Author.Uid ?? -1);
        foreach (
            var text in (string?[])
                [
                    entry.Author.User,
                    entry.Author.Name,
                    entry.Author.Request,
                    entry.Author.Why,
                    entry.Deed.Action,
                    entry.Deed.Subject,
                    entry.Deed.Before,
                    entry.Deed.After,
                    entry.Previous,
                ]
        )
        {
            // With its length first, so that no text can be moved over into the next one.
            Put(bytes, text?.Length ?? -1);
            bytes.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        return Convert.ToHexStringLower(Sha256.Of(bytes.WrittenSpan));
    }

    private static void Put(ArrayBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }
}
