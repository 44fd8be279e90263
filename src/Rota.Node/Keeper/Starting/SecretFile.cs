using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Bytes;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
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
    public static LaunchOrder Complete(LaunchOrder order, out string? refusal)
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
                environment.Add($"{name}={Read(path)}");
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

    private static string Read(string path)
    {
        // Not blocking: a pipe without a writer would hold up all starts.
        var descriptor = Posix.Open(path, Posix.ReadOnly | Posix.NonBlocking, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{Marshal.GetLastPInvokeErrorMessage()}. Put the value there, for your eyes only");
        }

        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        var facts = FileRights.Of(file);
        if (!facts.IsRegular)
        {
            throw new IOException("it is no regular file. Name one that holds the value");
        }

        if (facts.IsWorldOpen)
        {
            throw new IOException($"all users can read or write it. Close it: chmod 600 {path}");
        }

        if (!Account.IsTrusted(facts.Owner))
        {
            throw new IOException($"it belongs to {Account.Describe(facts.Owner)}. Name one of yours");
        }

        var bytes = new byte[BytesMax + 1];
        var length = 0;
        while (length < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
        }

        return length > BytesMax
            ? throw new IOException("it is longer than a variable can be. Pass its path to the task instead")
            : Text(bytes.AsSpan(0, length));
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
