using Rota.App.Access;
using Rota.Core.Model;

namespace Rota.Web.Access;

/// <summary>A browser that is logged in.</summary>
/// <param name="Proof">
/// The hash of the token by which it came, or <see cref="OfState"/>: it may what that token allows, as long as that
/// holds.
/// </param>
/// <param name="Until">When it ends by itself.</param>
public sealed record Session(string Proof, Instant Until)
{
    /// <summary>The proof of one that came by the token of the state.</summary>
    public const string OfState = "state";

    /// <summary>What a session of somebody who showed a token keeps of it.</summary>
    public static string ProofOf(Caller caller) => caller.Proof ?? OfState;
}
