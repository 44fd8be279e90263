using System.Globalization;
using System.Runtime.InteropServices;
using Rota.Core.Jobs;
using Rota.Linux.Calls;

namespace Rota.Node.Keeper.Directories;

/// <summary>
/// Whose a directory is and how long it stays: the name of an empty file that is there before the directory, and goes
/// after it.
/// </summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Job">Its job.</param>
/// <param name="Rule">How long it stays.</param>
internal sealed record DirectoryMark(long Attempt, long Job, OwnDirectory Rule)
{
    private const string End = ".dir";

    /// <summary>The number of the user whose the directory is; null for this keeper's.</summary>
    public long? Owner { get; init; }

    /// <summary>Name of the file.</summary>
    public string Name =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Attempt}-{Job}-{(int)Rule}{(Owner is { } one ? $"-{one}" : "")}{End}"
        );

    /// <summary>Writes it.</summary>
    /// <returns>0, or why it is not there.</returns>
    public int Write(string live)
    {
        var file = Posix.Open(Path.Combine(live, Name), Posix.ReadWriteCreate, Posix.PrivateFile);
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        _ = NativeFile.Close(file);
        return 0;
    }

    /// <summary>Removes it: what it stands for is gone, or is the job's.</summary>
    public void Forget(string live) => _ = NativePaths.Remove(Path.Combine(live, Name));

    /// <summary>All that are in the directory of running attempts.</summary>
    public static IEnumerable<DirectoryMark> In(string live) =>
        Directory
            .EnumerateFiles(live, "*" + End)
            .Select(path => Path.GetFileNameWithoutExtension(path).Split('-'))
            .Where(parts => parts.Length is 3 or 4 && Array.TrueForAll(parts, part => long.TryParse(part, out _)))
            .Select(parts => new DirectoryMark(
                long.Parse(parts[0]),
                long.Parse(parts[1]),
                (OwnDirectory)int.Parse(parts[2])
            )
            {
                Owner = parts.Length == 4 ? long.Parse(parts[3]) : null,
            });
}
