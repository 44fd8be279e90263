using System.Security.Cryptography;
using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Core.Model;

namespace Rota.Cell.Joining;

/// <summary>Where machines ask the home to be let in, and to have their certificates renewed.</summary>
/// <param name="folder">The home's part of the cell.</param>
/// <param name="members">Its nodes.</param>
public sealed class JoinDesk(CellFolder folder, Members members)
{
    private const int IdBytes = 8;
    private readonly JoinTokens tokens = new(folder);
    private readonly IdentityFiles files = new(folder);

    /// <summary>Lets a machine in that has a good token.</summary>
    /// <exception cref="CellException">It has none, or its name is another's or none.</exception>
    public JoinAnswer Join(JoinRequest request, Instant now)
    {
        if (!Member.IsName(request.Name))
        {
            throw new CellException(
                CellFault.Mistaken,
                "a node's name is of small letters, digits, dots, dashes and underscores, 63 at most; say --name"
            );
        }

        using var held = folder.Lock();
        var member = new Member(request.Name, RandomNumberGenerator.GetHexString(IdBytes * 2, true), now.Micros);
        string? certificate = null;
        tokens.Use(
            request.Secret,
            now,
            () =>
            {
                certificate = Certify(request.Request, member.Name, member.Id, now);
                members.Add(member);
            }
        );
        return new JoinAnswer(CellSettings.Of(folder, CellRole.Home).CellName, certificate!);
    }

    /// <summary>Certifies a member anew, with a new key.</summary>
    /// <exception cref="CellException">It is none any more, or asks wrongly.</exception>
    public string Renew(PeerName peer, string request, Instant now)
    {
        Admit(peer);
        return Certify(request, peer.Name, peer.Member, now);
    }

    /// <summary>Lets nodes pass that are members.</summary>
    /// <exception cref="CellException">This one is none.</exception>
    public void Admit(PeerName peer)
    {
        if (!members.Has(peer))
        {
            throw new CellException(
                CellFault.Refused,
                $"node {peer.Name} was removed from the cell; it may join again with a new token: rota cell token"
            );
        }
    }

    private string Certify(string request, string name, string id, Instant now) =>
        files.Authority().Certify(request, CellRole.Node, name, id, now.ToDateTime());
}
