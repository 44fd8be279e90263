using Rota.Core.Bytes;
using Rota.Fabric.Wire;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Starting;

/// <summary>Reads the files that hold secrets, at the moment a process starts; what was read is kept nowhere.</summary>
internal static class SecretFile
{
    /// <summary>Longer than any variable can be.</summary>
    private const int BytesMax = 128 * 1024;

    /// <summary>The order with the variables that nobody stores in its environment.</summary>
    /// <param name="order">The order.</param>
    /// <param name="refusal">Why it cannot start; null where nothing is missing.</param>
    /// <param name="user">Whose files they may be, beside root's; null for this process's user.</param>
    public static LaunchOrder Complete(LaunchOrder order, out string? refusal, uint? user = null)
    {
        refusal = order.Secrets.Missing;
        if (refusal is not null || order.Secrets is { Values.Count: 0, Files.Count: 0 })
        {
            return order;
        }

        List<string> environment = [.. order.Environment, .. order.Secrets.Values];
        foreach (var entry in order.Secrets.Files)
        {
            var (name, path) = (entry[..entry.IndexOf('=')], entry[(entry.IndexOf('=') + 1)..]);
            try
            {
                environment.Add($"{name}={Read(path, user)}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                refusal = $"secret {name}: {path}: {error.Message}";
                return order;
            }
        }

        return order with
        {
            Environment = environment,
        };
    }

    private static string Read(string path, uint? user)
    {
        var bytes = PrivateText.Read(path, BytesMax, user);
        return bytes.Length > BytesMax
            ? throw new IOException("it is longer than a variable can be. Pass its path to the task instead")
            : Text(bytes);
    }

    /// <summary>The text without the newline that editors and echo leave at its end.</summary>
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes is [.., (byte)'\n'] ? bytes[..^1] : bytes;
        bytes = bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
        return bytes.Contains((byte)0)
            ? throw new IOException("it holds a NUL byte, which no variable can. Pass its path to the task instead")
            : ByteText.Of(bytes);
    }
}
