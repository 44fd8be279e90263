using Microsoft.Extensions.Logging;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;

namespace Rota.Cell.Nodes;

/// <summary>Renews the certificate of a node in time.</summary>
/// <param name="files">Where it is.</param>
/// <param name="home">Whose authority gives it.</param>
/// <param name="log">Where it is told.</param>
/// <param name="refused">Hears why not.</param>
internal sealed class Renewal(IdentityFiles files, Uri home, ILogger log, Action<string> refused)
{
    /// <summary>Whether there is a new certificate, which the next connection is made with.</summary>
    /// <param name="identity">That of the connection now.</param>
    public bool IsDone(CellIdentity identity)
    {
        if (DateTimeOffset.UtcNow < identity.RenewFrom)
        {
            return false;
        }

        try
        {
            var (certificate, key) = new JoinClient(home).Renew(identity);
            files.Write(files.AuthorityPem, certificate, key);
            log.Renewed();
            return true;
        }
        catch (CellException error)
        {
            // The old one is good for long yet; the next try comes with the next word.
            refused(error.Message);
            return false;
        }
    }
}
