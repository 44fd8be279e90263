using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.App.Logs.Streams;

/// <summary>What was freed in the middle of a stream that grows: there, it reads as zeros.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where the stream goes on.</param>
public sealed record StreamGap(long From, long To)
{
    private const int ToData = 3;
    private const int ToHole = 4;

    /// <summary>That of a file; null where it has all its bytes.</summary>
    internal static StreamGap? Of(SafeFileHandle file)
    {
        var (fd, length) = ((int)file.DangerousGetHandle(), RandomAccess.GetLength(file));
        var from = NativeFile.Seek(fd, 0, ToHole);
        var to = from < 0 || from >= length ? -1 : NativeFile.Seek(fd, from, ToData);
        return to > from ? new StreamGap(from, to) : null;
    }
}
