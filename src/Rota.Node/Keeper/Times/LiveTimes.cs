namespace Rota.Node.Keeper.Times;

/// <summary>The file of records of an attempt that runs, beside its output. Readers find whole records in it.</summary>
public static class LiveTimes
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>All its records; none where there is no file.</summary>
    public static WrittenRecord[] Read(string path)
    {
        try
        {
            // Asked first: most attempts have none, and an exception is dear.
            return File.Exists(path) ? WrittenRecord.All(File.ReadAllBytes(path)) : [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Writes records behind others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many it has: what an earlier try left of others is written over.</param>
    /// <param name="records">The records.</param>
    /// <exception cref="IOException">The disk does not take them.</exception>
    internal static void Append(string path, int count, IReadOnlyList<WrittenRecord> records)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, Shared);
        if (count == 0)
        {
            File.SetUnixFileMode(file, Private);
        }

        RandomAccess.Write(file, WrittenRecord.Bytes(records), (long)count * WrittenRecord.Size);
    }

    /// <summary>Puts other records in place of all; readers see the ones or the others.</summary>
    /// <exception cref="IOException">The disk does not take them: the file is as it was.</exception>
    internal static void Replace(string path, IReadOnlyList<WrittenRecord> records)
    {
        var next = path + ".new";
        File.Delete(next);
        Append(next, 0, records);
        File.Move(next, path, overwrite: true);
    }
}
