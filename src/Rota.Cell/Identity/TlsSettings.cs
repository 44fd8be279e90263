using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Rota.Linux.Calls;

namespace Rota.Cell.Identity;

/// <summary>How the two sides of a connection between machines of a cell know each other.</summary>
public static class TlsSettings
{
    private static readonly List<SslApplicationProtocol> Http2 = [SslApplicationProtocol.Http2];

    /// <summary>To be called before anything is encrypted or signed.</summary>
    /// <exception cref="CellException">This machine has no OpenSSL.</exception>
    public static void RequireOpenSsl()
    {
        if (!OpenSsl.IsThere)
        {
            throw new CellException(
                CellFault.NoOpenSsl,
                "machines of a cell speak encrypted, and this one has no OpenSSL (libssl.so.3)"
            )
            {
                Tries =
                [
                    "install it: apt-get install libssl3, or dnf install openssl-libs, or apk add libssl3",
                    "one machine without a cell needs none",
                ],
            };
        }
    }

    /// <summary>
    /// Those of the side that listens. Who has no certificate is let in to ask for one, and to nothing else.
    /// </summary>
    public static SslServerAuthenticationOptions Server(CellIdentity identity) =>
        new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(identity.Certificate, null, offline: true),
            ClientCertificateRequired = true,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = Http2,
            AllowTlsResume = false,
            AllowRenegotiation = false,
            RemoteCertificateValidationCallback = (_, peer, _, _) =>
                peer is null
                || (peer is X509Certificate2 known && PeerCheck.Refusal(known, identity.Authority, null) is null),
        };

    /// <summary>Those of the side that dials.</summary>
    /// <param name="identity">Who it is.</param>
    /// <param name="role">What the other side must be.</param>
    /// <param name="refused">Hears what is wrong with the other side.</param>
    public static SslClientAuthenticationOptions Client(CellIdentity identity, CellRole role, Action<string> refused) =>
        Client(
            identity.Authority,
            peer =>
            {
                var refusal = PeerCheck.Refusal(peer, identity.Authority, role);
                if (refusal is not null)
                {
                    refused(refusal);
                }

                return refusal is null;
            },
            identity
        );

    /// <summary>Those of a side that has no certificate yet.</summary>
    /// <param name="authority">The authority that it trusts, in PEM.</param>
    public static SslClientAuthenticationOptions Joining(string authority)
    {
        var trusted = X509Certificate2.CreateFromPem(authority);
        return Client(trusted, peer => PeerCheck.Refusal(peer, trusted, CellRole.Home) is null, null);
    }

    /// <summary>Those of a side that trusts nobody yet: nothing secret may be said.</summary>
    public static SslClientAuthenticationOptions Stranger() => Client(null, _ => true, null);

    private static SslClientAuthenticationOptions Client(
        X509Certificate2? authority,
        Func<X509Certificate2, bool> isRight,
        CellIdentity? identity
    ) =>
        new()
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowTlsResume = false,
            CertificateChainPolicy = authority is null ? null : PolicyOf(authority),
            ClientCertificateContext = identity is null
                ? null
                : SslStreamCertificateContext.Create(identity.Certificate, null, offline: true),
            RemoteCertificateValidationCallback = (_, peer, _, _) => peer is X509Certificate2 known && isRight(known),
        };

    private static X509ChainPolicy PolicyOf(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }
}
