using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Cell.Files;

/// <summary>
/// What marks a file of the cache as what its name says: nobody may write to it, and its time is one that the system
/// gives to nothing that is written. A task that writes to it all the same breaks that.
/// </summary>
internal static class BlobSeal
{
    private const uint ReadOnly = 0b100_100_100;
    private const uint Runs = 0b101_101_101;
    private const long Seconds = 1_000_000_000;
    private const long MicrosOfSecond = 1_000_000;

    /// <summary>Puts it on a file.</summary>
    public static void Put(string path, bool isExecutable)
    {
        _ = NativePaths.ChangeMode(path, isExecutable ? Runs : ReadOnly);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(Seconds));
        File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
    }

    /// <summary>Whether it is on a file.</summary>
    public static bool IsOn(FileFacts facts) => facts.Modified.Micros == Seconds * MicrosOfSecond;
}
