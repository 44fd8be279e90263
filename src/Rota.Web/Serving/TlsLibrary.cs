using System.Runtime.InteropServices;
using Rota.App.Problems;

namespace Rota.Web.Serving;

/// <summary>
/// The system's OpenSSL, which .NET does TLS with. It is not part of the program: without it the process would end at
/// the first connection, so that is looked for before.
/// </summary>
internal static class TlsLibrary
{
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so.4"];

    /// <summary>Refuses to go on where it is not there.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    public static void Need()
    {
        if (!Names.Any(name => NativeLibrary.TryLoad(name, out _)))
        {
            throw new ProblemException(
                SystemProblems.Io,
                $"TLS needs OpenSSL, and this machine has none ({string.Join(", ", Names)} cannot be loaded)",
                "install it: apt install libssl3, dnf install openssl-libs, apk add libssl3",
                "or listen on 127.0.0.1, and reach it from elsewhere by ssh -L 7420:127.0.0.1:7420 THIS-MACHINE"
            );
        }
    }
}
