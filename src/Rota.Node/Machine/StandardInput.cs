using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Node.Machine;

/// <summary>
/// What a process reads on its standard input, opened for it alone: its own file, or a text in memory that nobody else
/// sees and that is gone when its last reader is.
/// </summary>
internal static class StandardInput
{
    private const int SetFlags = 4;

    /// <summary>Opens it; null where there is none, and after an error.</summary>
    public static SafeFileHandle? Open(TaskInput? input, out int error)
    {
        error = 0;
        return input switch
        {
            null => null,
            { Text: { } text } => OfBytes(ByteText.Bytes(text), out error),
            { File: { } file } => OfFile(file, out error),
            _ => null,
        };
    }

    /// <summary>Why a file cannot be read; null where it can.</summary>
    public static string? Refusal(string file)
    {
        using var handle = OfFile(file, out var error);
        return error switch
        {
            0 => null,
            Native.NoEntry => $"stdin: there is no file {file}. Make it before the task starts, or correct stdin",
            Native.AccessDenied => $"stdin: {file} is closed to this user. Open it: chmod u+r {file}",
            Native.IllegalSeek => $"stdin: {file} is no regular file. Name one, or read it in the command: < {file}",
            _ => $"stdin: {file}: {Native.Describe(error)}",
        };
    }

    // Not blocking: a pipe without a writer would hold up all starts.
    private static SafeFileHandle? OfFile(string file, out int error)
    {
        var descriptor = Posix.Open(file, Posix.ReadOnly | Posix.NonBlocking, 0);
        error = Marshal.GetLastPInvokeError();
        if (descriptor < 0)
        {
            return null;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (!FileRights.Of(handle).IsRegular)
        {
            handle.Dispose();
            error = Native.IllegalSeek;
            return null;
        }

        _ = NativeFile.Control(descriptor, SetFlags, 0);
        error = 0;
        return handle;
    }

    /// <summary>Bytes in memory; null after an error.</summary>
    public static SafeFileHandle? OfBytes(ReadOnlySpan<byte> bytes, out int error)
    {
        var descriptor = NativeFile.InMemory("stdin");
        error = Marshal.GetLastPInvokeError();
        if (descriptor < 0)
        {
            return null;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            // By position: who reads it begins at its beginning.
            RandomAccess.Write(handle, bytes, 0);
            NativeFile.Seal(descriptor);
            error = 0;
            return handle;
        }
        catch (IOException)
        {
            handle.Dispose();
            error = Native.NoMemory;
            return null;
        }
    }
}
