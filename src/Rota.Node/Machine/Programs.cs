using System.Collections.Concurrent;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Node.Machine;

/// <summary>Where the programs of orders are, as a shell would look for them.</summary>
internal sealed class Programs
{
    private readonly ConcurrentDictionary<(string Path, string Program), string?> found = new();

    /// <summary>The file of an order's program, or null where there is none.</summary>
    public string? Find(LaunchOrder order, EnvironmentBlock context)
    {
        var program = order.Arguments[0];
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        var path = PathOf(order, context);
        if (found.TryGetValue((path, program), out var known) && known is not null)
        {
            return known;
        }

        return found[(path, program)] = path.Split(':')
            .Select(directory => Path.Combine(directory.Length == 0 ? "." : directory, program))
            .FirstOrDefault(ByteFiles.IsProgram);
    }

    /// <summary>The error number with which the system will refuse a file, or 0.</summary>
    public static int Refusal(string file) =>
        !ByteFiles.IsFile(file) ? Native.NoEntry
        : !ByteFiles.IsProgram(file) ? Native.AccessDenied
        : 0;

    /// <summary>Whether a file is a program for some processor, which no shell can read.</summary>
    public static bool IsMachineCode(string file)
    {
        try
        {
            using var stream = ByteFiles.OpenRead(file);
            Span<byte> magic = stackalloc byte[4];
            return stream.Read(magic) == magic.Length && magic.SequenceEqual("\u007fELF"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PathOf(LaunchOrder order, EnvironmentBlock context) =>
        order.Environment.LastOrDefault(entry => entry.StartsWith("PATH=", StringComparison.Ordinal))?[5..]
        ?? context.Path;
}
