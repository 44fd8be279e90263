using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Rota.Cell.Identity;

/// <summary>Whether a certificate is of one cell, and good now.</summary>
internal static class PeerCheck
{
    /// <summary>What certificates of a cell are for: either side of a connection.</summary>
    public static OidCollection Purposes => [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];

    /// <summary>What is wrong with a certificate; null when nothing is.</summary>
    /// <param name="peer">The certificate.</param>
    /// <param name="authority">The authority of the cell, whose word alone counts.</param>
    /// <param name="role">The role that its holder must have; null for any.</param>
    public static string? Refusal(X509Certificate2 peer, X509Certificate2 authority, CellRole? role)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var purpose in Purposes)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        }

        if (!chain.Build(peer))
        {
            return chain.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid)
                ? $"its certificate is good from {peer.NotBefore:u} to {peer.NotAfter:u}, and that is not now"
                : "its certificate is none of this cell";
        }

        return PeerName.Of(peer) is not { } name || name.Cell != PeerName.Of(authority)?.Cell
                ? "its certificate names no member of this cell"
            : role is { } needed && name.Role != needed ? $"its certificate is one of a {Word(name.Role)}"
            : null;
    }

    private static string Word(CellRole role) => role == CellRole.Home ? "home" : "node";
}
