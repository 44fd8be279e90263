using Microsoft.Win32.SafeHandles;

namespace Rota.Linux.Files;

/// <summary>
/// What a journal asks of the disk that its file is on. Tests and the simulator put another in its place, which is full
/// or fails.
/// </summary>
internal interface IDisk
{
    /// <summary>
    /// Makes a file so long, with room behind every byte of it: writing there needs no space any more.
    /// </summary>
    /// <exception cref="IOException">There is no such room.</exception>
    void Reserve(SafeFileHandle file, long length);

    /// <summary>Writes all of these bytes.</summary>
    /// <exception cref="IOException">The disk is full or failing; some of them may be there.</exception>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at);
}
