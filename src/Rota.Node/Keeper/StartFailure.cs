using Rota.Node.Protocol;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>What the error number of a failed start means.</summary>
internal static class StartFailure
{
    /// <summary>A sentence for a failed start: what was missing, and what to do.</summary>
    public static string Explain(LaunchOrder order, int error)
    {
        var program = order.Arguments[0];
        return error switch
        {
            Native.NoEntry when !ByteFiles.IsDirectory(order.Directory) =>
                $"directory {order.Directory} does not exist. Create it, or correct working_dir",
            Native.NoEntry
                when program.Contains('/', StringComparison.Ordinal)
                    && ByteFiles.IsFile(Path.Combine(order.Directory, program)) =>
                $"{program}: its interpreter (first line) does not exist. Install it, or correct the line",
            Native.NoEntry when program.Contains(' ', StringComparison.Ordinal) =>
                $"program \"{program}\" not found. It has a space: "
                    + "give a shell line without --, or separate the arguments",
            Native.NoEntry => $"program {program} not found. Install it, correct the name, or set PATH",
            13 => $"{program}: permission denied. Make it executable: chmod +x {program}",
            7 => $"{program}: arguments and environment are too long for this system. Pass a file instead",
            _ => $"{program}: {Native.Describe(error)} (error {error})",
        };
    }

    /// <summary>
    /// Whether a later try can succeed: the system is short of something that ended processes give back, or the disk
    /// has no room for the files that output goes to.
    /// </summary>
    public static bool IsShortage(int error) =>
        error
            is Native.Again
                or Native.NoMemory
                or Native.TooManyFiles
                or Native.TooManyFilesInSystem
                or Native.NoSpace
                or Native.NoQuota;
}
