using System.Net.Sockets;
using Rota.Core.Bytes;
using Rota.Linux.Calls;

namespace Rota.Fabric.Transports.Unix;

/// <summary>
/// Addresses of unix sockets. The system takes 107 bytes of path; a deep directory is reached by a descriptor.
/// </summary>
internal static class SocketAddress
{
    private const int PathMax = 100;
    private const int DirectoryOnly = 0x10000 | 0x200000 | 0x80000;

    /// <summary>The address of this path. A long one holds a descriptor of its directory open.</summary>
    public static UnixDomainSocketEndPoint Of(string path)
    {
        if (ByteText.ByteCount(path) <= PathMax)
        {
            return new UnixDomainSocketEndPoint(path);
        }

        var directory = NativeFile.Open(Path.GetDirectoryName(path)!, DirectoryOnly);
        return new UnixDomainSocketEndPoint($"/proc/self/fd/{directory}/{Path.GetFileName(path)}");
    }
}
