using Rota.Cell.Identity;

namespace Rota.Cell.State;

/// <summary>
/// Certificates and keys of a machine, as files of its state. A key is written here and goes nowhere.
/// </summary>
/// <param name="folder">The state's part of the cell.</param>
public sealed class IdentityFiles(CellFolder folder)
{
    private const string AuthorityName = "ca.pem";
    private const string AuthorityKeyName = "ca.key";

    /// <summary>Key and certificate in one, so that they are renewed at once.</summary>
    private const string IdentityName = "identity.pem";

    /// <summary>Who this machine is.</summary>
    /// <exception cref="CellException">It is in no cell, or the files are damaged.</exception>
    public CellIdentity Read()
    {
        TlsSettings.RequireOpenSsl();
        var identity = Required(IdentityName);
        return CellIdentity.Of(Required(AuthorityName), identity, identity);
    }

    /// <summary>Is another one once it was renewed who this machine is.</summary>
    public long Stamp => folder.StampOf(IdentityName);

    /// <summary>
    /// This machine as a node, where it has the key of the authority and stands by for the home. Kept nowhere.
    /// </summary>
    /// <param name="name">Its name as a node.</param>
    /// <param name="now">The time.</param>
    public CellIdentity AsNode(string name, DateTimeOffset now)
    {
        var key = KeyRequest.Create();
        var certificate = Authority().Certify(key.RequestPem, CellRole.Node, name, PeerName.OfTheHome, now);
        return CellIdentity.Of(AuthorityPem, certificate, key.KeyPem);
    }

    /// <summary>The authority of the cell, on the machine that has its key.</summary>
    /// <exception cref="CellException">This is not that machine.</exception>
    public CellAuthority Authority()
    {
        TlsSettings.RequireOpenSsl();
        return CellAuthority.Of(Required(AuthorityName), Required(AuthorityKeyName));
    }

    /// <summary>The certificate of the authority, in PEM.</summary>
    public string AuthorityPem => Required(AuthorityName);

    /// <summary>Writes down a new authority.</summary>
    public void Write(CellAuthority authority)
    {
        folder.Write(AuthorityKeyName, authority.KeyPem);
        folder.Write(AuthorityName, authority.CertificatePem);
    }

    /// <summary>Writes down who this machine is.</summary>
    /// <param name="authority">The certificate of the authority, in PEM.</param>
    /// <param name="certificate">Its own.</param>
    /// <param name="key">Its key.</param>
    public void Write(string authority, string certificate, string key)
    {
        folder.Write(AuthorityName, authority);
        folder.Write(IdentityName, certificate.TrimEnd() + "\n" + key.TrimEnd() + "\n");
    }

    private string Required(string name) =>
        folder.Find(name)
        ?? throw new CellException(CellFault.NoCell, $"{folder.State.Path} is in no cell, or {name} of it is lost")
        {
            Tries = ["on the machine with the home: rota cell init; on another: rota cell join URL TOKEN"],
        };
}
