using System.Buffers.Binary;
using System.Text;

namespace Rota.Node.Keeper.Journals;

/// <summary>
/// The first bytes of a journal: up to where records were written, and in which boot. A file that has fewer has lost
/// some, wherever they were: a tail that is cut off or zeroed looks like one that was never written.
/// </summary>
/// <param name="End">Where the last record ended.</param>
/// <param name="Boot">The boot that it was written in.</param>
internal readonly record struct JournalHeader(long End, uint Boot)
{
    /// <summary>Its length: the first record is behind it.</summary>
    public const int Bytes = 64;

    private const ulong Magic = 0x314E_524A_4154_4F52;
    private const int CheckedBytes = Bytes - sizeof(uint);

    /// <summary>A number for a boot.</summary>
    public static uint BootOf(string bootId) => Crc32C.Of(Encoding.UTF8.GetBytes(bootId));

    public void Write(Span<byte> header)
    {
        header[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], End);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Boot);
        BinaryPrimitives.WriteUInt32LittleEndian(header[CheckedBytes..], Crc32C.Of(header[..CheckedBytes]));
    }

    /// <summary>Reads it; null where it is not whole.</summary>
    public static JournalHeader? Read(ReadOnlySpan<byte> file)
    {
        if (
            file.Length < Bytes
            || BinaryPrimitives.ReadUInt64LittleEndian(file) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(file[CheckedBytes..]) != Crc32C.Of(file[..CheckedBytes])
        )
        {
            return null;
        }

        var end = BinaryPrimitives.ReadInt64LittleEndian(file[8..]);
        return end < Bytes ? null : new JournalHeader(end, BinaryPrimitives.ReadUInt32LittleEndian(file[16..]));
    }
}
