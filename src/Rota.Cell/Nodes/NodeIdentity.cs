using Microsoft.Extensions.Logging;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;

namespace Rota.Cell.Nodes;

/// <summary>Who a node is, and how its certificate is renewed.</summary>
/// <param name="folder">The state's part of the cell.</param>
/// <param name="standIn">Its name where it has the authority's key and stands by for the home; else null.</param>
/// <param name="log">Where it tells of itself.</param>
internal sealed class NodeIdentity(CellFolder folder, string? standIn, ILogger log)
{
    private readonly IdentityFiles files = new(folder);
    private readonly Lock gate = new();
    private CellIdentity? made;

    /// <summary>Who it is now.</summary>
    public CellIdentity Read()
    {
        if (standIn is null)
        {
            return files.Read();
        }

        lock (gate)
        {
            var now = DateTimeOffset.UtcNow;
            made = made is { } known && now < known.RenewFrom ? known : files.AsNode(standIn, now);
            return made;
        }
    }

    /// <summary>Is another one once that is.</summary>
    public long Stamp => standIn is null ? files.Stamp : Read().RenewFrom.UtcTicks;

    /// <summary>Whether there is a new certificate, which the next connection is made with.</summary>
    /// <param name="home">Who certifies it.</param>
    /// <param name="current">The one that is used.</param>
    /// <exception cref="CellException">The home is not there, or refuses.</exception>
    public bool Renewed(Uri home, CellIdentity current)
    {
        if (DateTimeOffset.UtcNow < current.RenewFrom)
        {
            return false;
        }

        if (standIn is null)
        {
            var (certificate, key) = new JoinClient(home).Renew(current);
            files.Write(files.AuthorityPem, certificate, key);
            log.Renewed();
        }

        return true;
    }
}
