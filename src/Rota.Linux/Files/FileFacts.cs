using System.Buffers.Binary;
using Rota.Core.Model;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>What the system knows of a file, links not followed.</summary>
/// <param name="Mode">Type and permissions, as in stat(2).</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Bytes">How much of the disk it takes.</param>
internal readonly record struct FileFacts(int Mode, uint Links, long Bytes)
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const uint Asked = 0x401 | 0x240 | 0x4 | 0x2;
    private const int BufferBytes = 256;
    private const int BlockBytes = 512;

    /// <summary>How long it is, in bytes.</summary>
    public long Length { get; init; }

    /// <summary>When it was last written to.</summary>
    public Instant Modified { get; init; }

    /// <summary>Whether it is a plain file: no directory, link, pipe, socket or device.</summary>
    public bool IsRegular => (Mode & TypeMask) == Regular;

    /// <summary>The facts of a file; null when there is none.</summary>
    public static unsafe FileFacts? Of(string path)
    {
        var buffer = stackalloc byte[BufferBytes];
        if (Posix.StatX(Posix.CurrentDirectory, path, Posix.NoFollow, Asked, buffer) != 0)
        {
            return null;
        }

        // struct statx: the same on every processor, unlike struct stat.
        var facts = new ReadOnlySpan<byte>(buffer, BufferBytes);
        return new FileFacts(
            BinaryPrimitives.ReadUInt16LittleEndian(facts[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(facts[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(facts[48..]) * BlockBytes
        )
        {
            Length = BinaryPrimitives.ReadInt64LittleEndian(facts[40..]),
            Modified = new Instant(
                (BinaryPrimitives.ReadInt64LittleEndian(facts[112..]) * 1_000_000)
                    + (BinaryPrimitives.ReadUInt32LittleEndian(facts[120..]) / 1_000)
            ),
        };
    }
}
