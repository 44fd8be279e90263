using Rota.Cell.Identity;

namespace Rota.Cell.State;

/// <summary>Who the home is, by a certificate that it renews in time, for it has the authority's key.</summary>
/// <param name="files">Where that is kept.</param>
/// <param name="time">The clock for certificates.</param>
/// <exception cref="CellException">What is kept cannot be read.</exception>
public sealed class HomeIdentity(IdentityFiles files, TimeProvider time)
{
    private volatile CellIdentity identity = files.Read();

    /// <summary>Who it is now.</summary>
    public CellIdentity Now => identity;

    /// <summary>Makes another certificate where the one it has is to be renewed.</summary>
    public void Renew()
    {
        if (time.GetUtcNow() < identity.RenewFrom)
        {
            return;
        }

        var key = KeyRequest.Create();
        var name = identity.Name;
        var certificate = files
            .Authority()
            .Certify(key.RequestPem, name.Role, name.Name, name.Member, time.GetUtcNow());
        files.Write(files.AuthorityPem, certificate, key.KeyPem);
        identity = files.Read();
    }
}
