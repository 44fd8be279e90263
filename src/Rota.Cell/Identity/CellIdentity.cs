using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rota.Cell.Identity;

/// <summary>Who this machine is in its cell: its certificate with its key, and the authority that it trusts.</summary>
public sealed class CellIdentity
{
    private CellIdentity(X509Certificate2 authority, X509Certificate2 certificate, PeerName name)
    {
        Authority = authority;
        Certificate = certificate;
        Name = name;
    }

    /// <summary>Who it is.</summary>
    public PeerName Name { get; }

    /// <summary>When its certificate ends.</summary>
    public DateTimeOffset Expires => new(Certificate.NotAfter.ToUniversalTime());

    /// <summary>From when on its certificate is to be renewed: two thirds of its life are over then.</summary>
    public DateTimeOffset RenewFrom => Expires - ((Certificate.NotAfter - Certificate.NotBefore) / 3);

    /// <summary>The certificate of the cell's authority, and no other's word counts.</summary>
    internal X509Certificate2 Authority { get; }

    /// <summary>The certificate of this machine, with its key.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>Reads it from texts in PEM.</summary>
    /// <param name="authority">The certificate of the authority.</param>
    /// <param name="certificate">The certificate of this machine.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="CellException">They are damaged, or do not belong together.</exception>
    public static CellIdentity Of(string authority, string certificate, string key)
    {
        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            var name =
                PeerName.Of(own)
                ?? throw new CellException(CellFault.Damaged, "the certificate of this machine names no member");
            return new CellIdentity(X509Certificate2.CreateFromPem(authority), own, name);
        }
        catch (CryptographicException error)
        {
            throw new CellException(CellFault.Damaged, $"the certificate of this machine is damaged: {error.Message}");
        }
    }
}
