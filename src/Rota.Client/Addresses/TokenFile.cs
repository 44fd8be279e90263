using System.Text;
using Microsoft.Win32.SafeHandles;
using Rota.App.Problems;

namespace Rota.Client.Addresses;

/// <summary>Reads a token from the file that holds it: a command line, which all users see, has none.</summary>
public static class TokenFile
{
    private const int BytesMax = 4096;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The token of a file.</summary>
    /// <param name="path">The file, which nobody but its owner may read or write.</param>
    /// <exception cref="ProblemException">It cannot be read, others can, or it holds no token.</exception>
    public static string Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            RefuseOpen(path, file);
            Span<byte> bytes = stackalloc byte[BytesMax];
            var text = Encoding.UTF8.GetString(bytes[..RandomAccess.Read(file, bytes, 0)]).Trim();
            return text.Length > 0 && text.All(character => character is > ' ' and <= '~')
                ? text
                : throw new ProblemException(
                    ClientProblems.TokenFile,
                    $"--token-file {path}: this holds no token",
                    "a token is one line; a daemon on this machine has its own in api.token of its state"
                );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                ClientProblems.TokenFile,
                $"--token-file {path}: {error.Message}",
                "name the file that holds the token, which you may read"
            );
        }
    }

    private static void RefuseOpen(string path, SafeFileHandle file)
    {
        if ((File.GetUnixFileMode(file) & OfOthers) != UnixFileMode.None)
        {
            throw new ProblemException(
                ClientProblems.TokenFile,
                $"--token-file {path}: others than its owner may read or write it, so it keeps no secret",
                $"take that away: chmod 600 {path}; who may have read it can use the token, so make a new one"
            );
        }
    }
}
