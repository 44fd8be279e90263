using Microsoft.Win32.SafeHandles;
using Rota.Linux.Files;

namespace Rota.Node.Tests.Keeper;

/// <summary>A disk with so much space and no more, that fails when it is told to.</summary>
internal sealed class TestDisk : IDisk
{
    private readonly Dictionary<SafeFileHandle, long> used = [];

    /// <summary>Space for all files together.</summary>
    public long Space { get; set; } = long.MaxValue;

    /// <summary>Whether writes fail, of which a part is done all the same.</summary>
    public bool Fails { get; set; }

    public void Reserve(SafeFileHandle file, long length)
    {
        var others = used.Where(pair => pair.Key != file && !pair.Key.IsClosed).Sum(pair => pair.Value);
        if (others + length > Space)
        {
            throw new IOException("no space is left");
        }

        used[file] = length;
        if (length > RandomAccess.GetLength(file))
        {
            RandomAccess.SetLength(file, length);
        }
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at)
    {
        if (Fails)
        {
            RandomAccess.Write(file, bytes[..(bytes.Length / 2)], at);
            throw new IOException("the disk fails");
        }

        Assert.True(at + bytes.Length <= used.GetValueOrDefault(file), "something is written where nothing is reserved");
        RandomAccess.Write(file, bytes, at);
    }
}
