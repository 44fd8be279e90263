using Rota.App.Problems;
using Rota.Linux.Files;

namespace Rota.App.Local;

/// <summary>
/// A file that somebody named. Where it is not what they took it for, that is a mistake in what was asked, said in the
/// words of who asked; what the disk does wrong is not.
/// </summary>
internal static class NamedFile
{
    /// <summary>Opens what is to be read; any bytes may be in its name.</summary>
    /// <exception cref="ProblemException">It is missing, closed to this user, or no file.</exception>
    public static FileStream Open(string path, params string[] remedy) =>
        Do("read", path, () => ByteFiles.OpenRead(path), remedy);

    /// <summary>Writes a result, in place of what is there.</summary>
    /// <exception cref="ProblemException">
    /// There is no such directory, it is closed to this user, no file, or not UTF-8.
    /// </exception>
    public static void Write(string path, string text)
    {
        using var writer = new StreamWriter(Do("write", path, () => File.Create(Utf8Path.Of(path)), []));
        writer.Write(text);
    }

    /// <summary>Opens what is to be written to line by line, beside others who read it.</summary>
    /// <exception cref="ProblemException">
    /// There is no such directory, it is closed to this user, no file, or not UTF-8.
    /// </exception>
    public static FileStream Append(string path) =>
        Do(
            "write",
            path,
            () => new FileStream(Utf8Path.Of(path), FileMode.Append, FileAccess.Write, FileShare.Read, 0),
            []
        );

    /// <summary>Why a file cannot be used, in words that follow its name; null for what the disk does wrong.</summary>
    public static string? Mistake(string path, Exception error) =>
        ByteFiles.IsDirectory(path)
            ? "it is a directory, not a file"
            : error switch
            {
                UnauthorizedAccessException => "permission denied",
                FileNotFoundException or DirectoryNotFoundException => ByteFiles.IsDirectory(ParentOf(path))
                    ? "there is no such file"
                    : $"there is no directory {ParentOf(path)}",
                _ => null,
            };

    private static T Do<T>(string deed, string path, Func<T> work, string[] remedy)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Mistake(path, error) is { } mistake
                ? new ProblemException(ProblemCodes.File, $"cannot {deed} {path}: {mistake}", remedy)
                : new IOException($"cannot {deed} {path}: {error.Message.TrimEnd('.')}", error);
        }
    }

    private static string ParentOf(string path) =>
        Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent
        : path.StartsWith('/') ? "/"
        : ".";
}
