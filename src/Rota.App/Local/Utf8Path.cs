using Rota.App.Problems;
using Rota.Core.Bytes;
using Rota.Store.Local;

namespace Rota.App.Local;

/// <summary>
/// Paths of files that Rota writes or unpacks itself. They must be UTF-8, for .NET takes other bytes for another name.
/// </summary>
internal static class Utf8Path
{
    /// <summary>The absolute path.</summary>
    /// <exception cref="ProblemException">It is not UTF-8, or the directory it starts from is not.</exception>
    public static string Of(string path) =>
        OwnPath.Full(path) is var full && ByteText.IsUtf8(full)
            ? full
            : throw new ProblemException(
                ProblemCodes.NotUtf8,
                $"{full} is not UTF-8, and Rota writes no such path",
                "name another; jobs and their inputs may have any bytes in their paths"
            );
}
