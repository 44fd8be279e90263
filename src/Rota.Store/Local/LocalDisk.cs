using System.Buffers.Binary;
using Rota.Linux.Calls;

namespace Rota.Store.Local;

/// <summary>Refuses network file systems, whose locks SQLite cannot rely on.</summary>
internal static class LocalDisk
{
    private static readonly (uint Magic, string Name)[] NetworkFileSystems =
    [
        (0x6969, "NFS"),
        (0xFF534D42, "CIFS"),
        (0xFE534D42, "SMB"),
        (0x00C36400, "Ceph"),
        (0x0BD00BD0, "Lustre"),
        (0x01021997, "9P"),
    ];

    /// <exception cref="StoreException"><see cref="StoreFailure.Unsafe"/>: it is on a network.</exception>
    public static unsafe void Require(string directory)
    {
        var buffer = stackalloc byte[256];
        if (Posix.StatFs(directory, buffer) == 0)
        {
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(buffer, 4));
            foreach (var (network, name) in NetworkFileSystems)
            {
                if (network == magic)
                {
                    throw new StoreException(
                        StoreFailure.Unsafe,
                        $"{directory} is on a network file system ({name}), where SQLite can lose data. "
                            + "Name a local one with --state DIR"
                    );
                }
            }
        }
    }
}
