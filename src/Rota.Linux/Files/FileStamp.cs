using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>By what a file is known again, and that it has not changed.</summary>
/// <param name="Inode">Its number on its file system, which machines that share that see alike.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedNanos">When it was last written to, in nanoseconds since 1970.</param>
/// <param name="Mode">Its type and rights.</param>
public readonly record struct FileStamp(long Inode, long Bytes, long ModifiedNanos, int Mode)
{
    private const uint Asked = 0x1 | 0x2 | 0x40 | 0x100 | 0x200;
    private const int BufferBytes = 256;
    private const int TypeMask = 0xF000;
    private const int OwnerRuns = 0x40;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsRegular => (Mode & TypeMask) == (int)EntryType.Regular;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => (Mode & TypeMask) == (int)EntryType.Directory;

    /// <summary>Whether its owner may run it.</summary>
    public bool IsExecutable => (Mode & OwnerRuns) != 0;

    /// <summary>That of an open file.</summary>
    /// <exception cref="IOException">The system does not say.</exception>
    public static unsafe FileStamp Of(SafeFileHandle file)
    {
        var buffer = stackalloc byte[BufferBytes];
        if (Posix.StatX((int)file.DangerousGetHandle(), "", Posix.EmptyPath, Asked, buffer) != 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        // struct statx: the same on every processor.
        var facts = new ReadOnlySpan<byte>(buffer, BufferBytes);
        return new FileStamp(
            BinaryPrimitives.ReadInt64LittleEndian(facts[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(facts[40..]),
            (BinaryPrimitives.ReadInt64LittleEndian(facts[112..]) * 1_000_000_000)
                + BinaryPrimitives.ReadUInt32LittleEndian(facts[120..]),
            BinaryPrimitives.ReadUInt16LittleEndian(facts[28..])
        );
    }
}
