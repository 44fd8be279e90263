using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>The disk that this process writes to.</summary>
internal sealed class LinuxDisk : IDisk
{
    private const int Block = 4096;

    /// <summary>The one.</summary>
    public static LinuxDisk Instance { get; } = new();

    public void Reserve(SafeFileHandle file, long length)
    {
        while (NativeFile.Allocate((int)file.DangerousGetHandle(), 0, 0, length) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Native.Interrupted:
                    break;
                case Native.NotSupported:
                    Fill(file, length);
                    return;
                case var error:
                    throw new IOException(Native.Describe(error), error);
            }
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at) => RandomAccess.Write(file, bytes, at);

    /// <summary>A file system that reserves nothing has at least what was written to it.</summary>
    private static void Fill(SafeFileHandle file, long length)
    {
        Span<byte> zeros = stackalloc byte[Block];
        zeros.Clear();
        for (var at = RandomAccess.GetLength(file); at < length; )
        {
            var count = (int)Math.Min(Block - (at % Block), length - at);
            RandomAccess.Write(file, zeros[..count], at);
            at += count;
        }
    }
}
