using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Outputs;

/// <summary>A scratch file, open, and whether anybody else has it open.</summary>
/// <remarks>
/// A lease tells: it is granted for writing only while there is no other open descriptor (fcntl(2), F_SETLEASE). Who
/// has none cannot come by one either: only those who have can hand it on.
/// </remarks>
internal readonly ref struct OpenScratch
{
    private const int SetLease = 1024;
    private const int LeaseForWriting = 1;
    private const int NoLease = 2;
    private readonly int descriptor;

    public OpenScratch(string path)
    {
        Path = path;
        descriptor = Shortage.Open(path, NativeFile.ReadWrite);
        if (descriptor < 0)
        {
            Error = Marshal.GetLastPInvokeError();
            return;
        }

        IsUnshared = NativeFile.Control(descriptor, SetLease, LeaseForWriting) == 0;
        if (IsUnshared)
        {
            _ = NativeFile.Control(descriptor, SetLease, NoLease);
        }

        // Measured after that: what an unshared file holds now is all that it will ever hold.
        Length = NativeFile.Seek(descriptor, 0, NativeFile.FromEnd);
    }

    public string Path { get; }

    /// <summary>Why it could not be opened, or 0.</summary>
    public int Error { get; }

    /// <summary>It was never made, as when a start failed: whoever gets the number makes it.</summary>
    public bool IsAbsent => Error == Native.NoEntry;

    /// <summary>Nobody else has it open: it may serve another attempt.</summary>
    public bool IsUnshared { get; }

    public long Length { get; }

    /// <summary>For reading; lives no longer than this.</summary>
    public SafeFileHandle Handle => new(descriptor, ownsHandle: false);

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            _ = NativeFile.Close(descriptor);
        }
    }
}
