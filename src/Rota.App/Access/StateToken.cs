using System.Collections.Frozen;
using Rota.Linux.Processes;
using Rota.Store.Audit;

namespace Rota.App.Access;

/// <summary>
/// The token of the state itself, as somebody who asks with it: only the state's user can read its file, so that it is
/// they.
/// </summary>
public static class StateToken
{
    /// <summary>What it is called; no token that people make has this name.</summary>
    public const string Name = "state";

    /// <summary>Who has it.</summary>
    public static Caller Caller { get; } =
        new()
        {
            Door = Door.Api,
            Name = Name,
            Scopes = FrozenSet.Create(StringComparer.Ordinal, AccessScopes.Admin),
            User = OwnUser.Name,
            Uid = OwnUser.Number,
        };
}
