using System.Collections.Frozen;
using System.Globalization;
using Rota.Linux.Users;
using Rota.Store.Audit;
using Rota.Store.Specs;

namespace Rota.App.Access;

/// <summary>A user of this machine, as somebody who asks over a socket that tells who is at its other end.</summary>
public static class PeerCaller
{
    /// <summary>What a user may do, with their own jobs.</summary>
    private static readonly FrozenSet<string> Usual = FrozenSet.Create(
        StringComparer.Ordinal,
        "read",
        "logs",
        "submit",
        "operate"
    );
    private static readonly FrozenSet<string> All = FrozenSet.Create(StringComparer.Ordinal, AccessScopes.Admin);

    /// <summary>Who a user is.</summary>
    /// <param name="number">Their number, as the system tells it.</param>
    /// <param name="adminGroup">The group whose members may do all; null for root alone.</param>
    /// <returns>Null for a number that the machine has no user of: nothing could run as them.</returns>
    public static Caller? Of(long number, string? adminGroup)
    {
        if (SystemUser.Of(number) is not { } user)
        {
            return null;
        }

        var isAdmin = number == 0 || (adminGroup is not null && user.IsIn(adminGroup));
        return new Caller
        {
            Door = Door.Peer,
            Name = string.Create(CultureInfo.InvariantCulture, $"user:{user.Name}({number})"),
            Scopes = isAdmin ? All : Usual,
            Tags = isAdmin
                ? FrozenDictionary<string, string>.Empty
                : new Dictionary<string, string> { [OwnerLabel.Name] = OwnerLabel.ValueOf(number) },
            User = user.Name,
            Uid = number,
            Owner = number,
        };
    }
}
