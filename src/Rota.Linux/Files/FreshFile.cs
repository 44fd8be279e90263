using Rota.Linux.Calls;

namespace Rota.Linux.Files;

/// <summary>
/// A scratch file that no process has written into yet is a hole of a certain length, or is not there. The child that
/// it is for empties it while it opens it, before the exec. So after the death of a keeper in the middle of a start the
/// file tells whether there was a process at all.
/// </summary>
internal static class FreshFile
{
    private const int Length = 4093;
    private const int AppendCreate = 0x401 | 0x40;
    private const uint Private = 0x180;

    /// <summary>
    /// Sees that a file is there that only its owner may use, whatever the mask of who writes into it.
    /// </summary>
    public static void Create(string path)
    {
        var file = NativeFile.Create(path, AppendCreate, Private);
        if (file >= 0)
        {
            _ = NativeFile.Close(file);
        }
    }

    /// <summary>Makes a file that nobody else has open look untouched; false where that fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isEmpty">Whether it is known to be empty.</param>
    public static bool TryMake(string path, bool isEmpty) =>
        (isEmpty || NativePaths.Truncate(path, 0) == 0) && NativePaths.Truncate(path, Length) == 0;

    /// <summary>Whether the process was there that the file is for.</summary>
    public static bool IsTouched(string path)
    {
        if (new FileInfo(path) is not { Exists: true } file)
        {
            return false;
        }

        return file.Length != Length || File.ReadAllBytes(path).AsSpan().ContainsAnyExcept((byte)0);
    }
}
