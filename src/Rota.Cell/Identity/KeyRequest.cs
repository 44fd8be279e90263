using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rota.Cell.Identity;

/// <summary>A key that is made on this machine and stays here, and what asks for a certificate of it.</summary>
/// <param name="KeyPem">The key.</param>
/// <param name="RequestPem">What asks, signed with it.</param>
public sealed record KeyRequest(string KeyPem, string RequestPem)
{
    private const int RequestMax = 4096;
    private const string EllipticKey = "1.2.840.10045.2.1";

    /// <summary>Makes one.</summary>
    public static KeyRequest Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=asked", key, HashAlgorithmName.SHA256);
        return new KeyRequest(key.ExportPkcs8PrivateKeyPem(), request.CreateSigningRequestPem());
    }

    /// <summary>The key that somebody asks for, who has shown to have it. Nothing else of a request counts.</summary>
    /// <exception cref="CellException">It is no request, or it is not signed with its key.</exception>
    internal static PublicKey PublicKeyOf(string request)
    {
        try
        {
            if (request.Length <= RequestMax)
            {
                var read = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256);
                if (read.PublicKey.Oid.Value == EllipticKey)
                {
                    return read.PublicKey;
                }
            }
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            // Said below.
        }

        throw new CellException(CellFault.Mistaken, "this is no request for a certificate of a cell");
    }
}
