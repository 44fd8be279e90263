using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Bytes;
using Rota.Linux.Calls;

namespace Rota.Fabric.Transports.Unix;

/// <summary>
/// The address of a unix socket. The system takes 107 bytes of path; a deep directory is reached by a descriptor, which
/// is open as long as the address is in use.
/// </summary>
internal readonly struct SocketAddress : IDisposable
{
    private const int PathMax = 100;
    private const int DirectoryOnly = 0x10000 | 0x200000 | 0x80000;
    private readonly SafeFileHandle? directory;

    /// <summary>The address of a path.</summary>
    public SocketAddress(string path)
    {
        if (ByteText.ByteCount(path) <= PathMax)
        {
            EndPoint = new UnixDomainSocketEndPoint(path);
            return;
        }

        var descriptor = NativeFile.Open(Path.GetDirectoryName(path)!, DirectoryOnly);
        directory = new SafeFileHandle(descriptor, ownsHandle: descriptor >= 0);
        EndPoint = new UnixDomainSocketEndPoint($"/proc/self/fd/{descriptor}/{Path.GetFileName(path)}");
    }

    /// <summary>What a socket connects or binds to.</summary>
    public UnixDomainSocketEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public void Dispose() => directory?.Dispose();
}
