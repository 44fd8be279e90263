using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Results;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>
/// The files by which running attempts report of their work. Tasks make them and Rota makes none: one that reports
/// nothing costs two looks for what is not there. They stay until the end of their attempt is committed.
/// </summary>
public sealed class ReportFiles(string liveDirectory)
{
    private const string ProgressEnd = ".progress";
    private const string ResultEnd = ".result";
    private const string NoPlainFile = "it is no regular file. Write a plain one there";

    /// <summary>Where an attempt writes how far it is.</summary>
    public string ProgressPath(long attempt) => Path.Combine(liveDirectory, $"{attempt}{ProgressEnd}");

    /// <summary>Where it writes its result.</summary>
    public string ResultPath(long attempt) => Path.Combine(liveDirectory, $"{attempt}{ResultEnd}");

    /// <summary>
    /// How far an attempt says it is, as <see cref="ProgressLines.Kept"/>; null where it has not said.
    /// </summary>
    public string? Progress(long attempt)
    {
        var end = End(ProgressPath(attempt), ProgressLines.BytesMax, out var length, out _);
        return end is null ? null : ProgressLines.Kept(end, isCut: length > end.Length);
    }

    /// <summary>All that an attempt has reported; null for nothing.</summary>
    public Reported? Read(long attempt)
    {
        var progress = Progress(attempt);
        var bytes = End(ResultPath(attempt), ResultObject.BytesMax + 1, out _, out var why);
        if (progress is null && bytes is null && why is null)
        {
            return null;
        }

        var (result, problem) = bytes is null ? (null, why) : ResultObject.Read(bytes);
        return new Reported
        {
            Progress = progress,
            Result = result,
            Problem = problem is null ? null : $"the result is not kept: {problem}",
        };
    }

    /// <summary>Removes what an attempt has written, if anything: it is committed.</summary>
    public void Forget(long attempt, Reported? reported)
    {
        if (reported is not null)
        {
            File.Delete(ProgressPath(attempt));
            File.Delete(ResultPath(attempt));
        }
    }

    /// <summary>Removes what is of no attempt that is held: a process that outlived its own has written it.</summary>
    public void RemoveOthers(Predicate<long> isHeld)
    {
        // Beside them are two files of each task that runs: those are passed over without a string for each.
        var files = new FileSystemEnumerable<string>(liveDirectory, (ref entry) => entry.ToFullPath())
        {
            ShouldIncludePredicate = (ref entry) =>
                IsReport(entry.FileName, out var attempt) && !(attempt is { } known && isHeld(known)),
        };
        foreach (var path in files)
        {
            File.Delete(path);
        }
    }

    private static bool IsReport(ReadOnlySpan<char> name, out long? attempt)
    {
        var dot = Math.Max(0, name.IndexOf('.'));
        attempt = long.TryParse(name[..dot], out var number) ? number : null;
        return name[dot..].SequenceEqual(ProgressEnd) || name[dot..].StartsWith(ResultEnd, StringComparison.Ordinal);
    }

    /// <summary>
    /// The last bytes of a file; null where there is none. A pipe or a link is never followed: it might have no end.
    /// </summary>
    private static byte[]? End(string path, int countMax, out long length, out string? why)
    {
        (length, why) = (0, null);
        var descriptor = Shortage.Open(path, Posix.ReadOnly | Posix.NonBlocking | Posix.NoLink);
        if (descriptor < 0)
        {
            why = Marshal.GetLastPInvokeError() switch
            {
                Posix.NoEntry => null,
                Posix.IsLink => NoPlainFile,
                _ => Marshal.GetLastPInvokeErrorMessage(),
            };
            return null;
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (!ByteFiles.IsRegular(path, followsLinks: false))
        {
            why = NoPlainFile;
            return null;
        }

        try
        {
            length = RandomAccess.GetLength(file);
            var bytes = new byte[Math.Min(length, countMax)];
            var read = RandomAccess.Read(file, bytes, length - bytes.Length);
            return bytes[..read];
        }
        catch (IOException error)
        {
            why = error.Message;
            return null;
        }
    }
}
