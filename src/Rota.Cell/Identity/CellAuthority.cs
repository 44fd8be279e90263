using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rota.Cell.Identity;

/// <summary>The authority of a cell: whoever has its key says who is in the cell.</summary>
public sealed class CellAuthority
{
    /// <summary>How long a certificate of a machine is good for.</summary>
    public static readonly TimeSpan MemberLife = TimeSpan.FromDays(30);

    private static readonly TimeSpan OwnLife = TimeSpan.FromDays(3650);

    /// <summary>Clocks of machines differ: a certificate is good since a while before it was made.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);
    private readonly X509Certificate2 certificate;

    private CellAuthority(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>Its certificate, which everybody may know.</summary>
    public string CertificatePem => certificate.ExportCertificatePem();

    /// <summary>The identity of its cell.</summary>
    public string Cell => PeerName.Of(certificate)!.Cell;

    /// <summary>What a machine that has only this knows the authority by.</summary>
    public string Fingerprint => FingerprintOf(CertificatePem);

    /// <summary>Its key, which stays where it is.</summary>
    internal string KeyPem
    {
        get
        {
            using var key = certificate.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <summary>A new one.</summary>
    /// <param name="name">The cell's name, for people.</param>
    /// <param name="now">The time.</param>
    public static CellAuthority Create(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cell = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var request = new CertificateRequest(
            new PeerName(cell, CellRole.Home, name, "authority").Subject,
            key,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return new CellAuthority(request.CreateSelfSigned(now - ClockSlack, now + OwnLife));
    }

    /// <summary>One that was made before.</summary>
    public static CellAuthority Of(string certificate, string key) =>
        new(X509Certificate2.CreateFromPem(certificate, key));

    /// <summary>Certifies who asks.</summary>
    /// <param name="request">What the machine asks with, in PEM: signed with its key, which stays there.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="name">Its name.</param>
    /// <param name="member">Its membership.</param>
    /// <param name="now">The time.</param>
    /// <returns>The certificate, in PEM.</returns>
    /// <exception cref="CellException">The request is none.</exception>
    public string Certify(string request, CellRole role, string name, string member, DateTimeOffset now)
    {
        var asked = KeyRequest.PublicKeyOf(request);
        var issued = new CertificateRequest(
            new PeerName(Cell, role, name, member).Subject,
            asked,
            HashAlgorithmName.SHA256
        );
        issued.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        issued.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        issued.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(PeerCheck.Purposes, true));
        using var signed = issued.Create(
            certificate,
            now - ClockSlack,
            now + Lifetime,
            RandomNumberGenerator.GetBytes(16)
        );
        return signed.ExportCertificatePem();
    }

    /// <summary>How long what it certifies is good for. Default: <see cref="MemberLife"/>.</summary>
    public TimeSpan Lifetime { get; init; } = MemberLife;

    /// <summary>What a certificate is known by: the beginning of its hash, in hex.</summary>
    internal static string FingerprintOf(string certificatePem)
    {
        using var read = X509Certificate2.CreateFromPem(certificatePem);
        return Convert.ToHexStringLower(SHA256.HashData(read.RawData));
    }
}
