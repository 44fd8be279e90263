using System.Globalization;
using Rota.Linux.Calls;

namespace Rota.Node.Keeper.Outputs;

/// <summary>Keeps the directory in order that running attempts write into.</summary>
internal static class LiveFiles
{
    /// <summary>Removes files that no attempt uses: a number that is given out anew must begin empty.</summary>
    public static void RemoveUnused(string directory, IReadOnlySet<int> used)
    {
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            if (Path.GetExtension(path) is ".out" or ".err" or ".times" or ".new")
            {
                if (
                    !int.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), out var scratch)
                    || !used.Contains(scratch)
                )
                {
                    File.Delete(path);
                }
            }
        }
    }

    /// <summary>The number of the output files that one of these paths is of; null where none is.</summary>
    public static int? ScratchOf(string directory, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (
                Path.GetDirectoryName(path) == directory
                && int.TryParse(
                    Path.GetFileNameWithoutExtension(path.AsSpan()),
                    CultureInfo.InvariantCulture,
                    out var scratch
                )
            )
            {
                return scratch;
            }
        }

        return null;
    }

    /// <summary>Frees the middle of a live file that has outgrown its share; its writer goes on undisturbed.</summary>
    public static void Trim(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length <= 2 * OutputStore.StreamMax)
        {
            return;
        }

        using var handle = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete
        );
        _ = NativeFile.Allocate(
            (int)handle.DangerousGetHandle(),
            NativeFile.PunchHoleKeepSize,
            OutputStore.StreamMax / 2,
            file.Length - OutputStore.StreamMax - (OutputStore.StreamMax / 2)
        );
    }
}
