// Only https comes here, which needs OpenSSL anyway.
#pragma warning disable RS0030
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rota.App.Problems;

namespace Rota.Client.Addresses;

/// <summary>Certificates of a file, by which those of servers must be signed: a private authority.</summary>
internal static class TrustedFile
{
    /// <summary>What a chain must end in.</summary>
    /// <exception cref="ProblemException">The file cannot be read, or holds no certificate.</exception>
    public static X509ChainPolicy Read(string path)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, error.Message);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw Wrong(path, "it holds no certificate");
    }

    private static ProblemException Wrong(string path, string why) =>
        new(
            ProblemCodes.File,
            $"--ca-file {path}: {why}",
            "name a file of certificates in PEM, as openssl writes them"
        );
}
