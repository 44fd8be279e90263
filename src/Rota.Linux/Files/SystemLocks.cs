using Microsoft.Win32.SafeHandles;

namespace Rota.Linux.Files;

/// <summary>
/// The system's own list of locks. It knows the holder of one that nobody signed: another program, or a directory.
/// </summary>
internal static class SystemLocks
{
    private const string Inode = "ino:";

    /// <summary>The pid in /proc/locks that has a flock on this file's inode, or null.</summary>
    public static string? HolderOf(SafeFileHandle file)
    {
        try
        {
            var own = File.ReadLines($"/proc/self/fdinfo/{file.DangerousGetHandle()}")
                .FirstOrDefault(line => line.StartsWith(Inode, StringComparison.Ordinal));

            // 3: FLOCK  ADVISORY  WRITE 4711 fe:00:11800019 0 EOF
            return own is null
                ? null
                : File.ReadLines("/proc/locks")
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .FirstOrDefault(words =>
                        words is [_, "FLOCK", _, "WRITE", _, var held, ..]
                        && held.EndsWith(":" + own[Inode.Length..].Trim(), StringComparison.Ordinal)
                    )
                    ?[4];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
