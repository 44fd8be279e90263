using System.Runtime.InteropServices;

namespace Rota.Linux.Calls;

/// <summary>
/// Whether this machine has the OpenSSL that encryption needs. To be asked first: without it the runtime ends the
/// process where it stands.
/// </summary>
public static class OpenSsl
{
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1"];
    private static readonly Lazy<bool> Found = new(() => Names.Any(name => NativeLibrary.TryLoad(name, out _)));

    /// <summary>Whether it can be loaded.</summary>
    public static bool IsThere => Found.Value;
}
