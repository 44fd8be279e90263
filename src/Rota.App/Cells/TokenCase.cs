using Rota.App.Problems;
using Rota.App.Views;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;
using Rota.Core.Model;

namespace Rota.App.Cells;

/// <summary>Makes tokens that machines join a cell with.</summary>
public static class TokenCase
{
    private static readonly TimeSpan LifeMax = TimeSpan.FromDays(30);
    private const int UsesMax = 10_000;

    /// <summary>Makes one.</summary>
    /// <param name="site">The home.</param>
    /// <param name="life">How long it is good.</param>
    /// <param name="uses">How many machines may join with it.</param>
    /// <exception cref="ProblemException">The state is no home, or the token would be good for too much.</exception>
    public static TokenView Create(Site site, TimeSpan life, int uses)
    {
        if (life <= TimeSpan.Zero || life > LifeMax)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--expires: a token is good for 30 days at most, as 1h or 7d"
            );
        }

        if (uses is < 1 or > UsesMax)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--uses {uses}: 1 to {UsesMax}");
        }

        var folder = site.CellFolder(create: false);
        var settings = CellSettings.Of(folder, CellRole.Home);
        var authority = new IdentityFiles(folder).Authority();
        var expires = site.Now + life;
        var secret = new JoinTokens(folder).Create(expires, uses, site.Now);
        return new TokenView(new TokenText(authority.Fingerprint, secret).ToString(), expires, uses)
        {
            Join = $"rota cell join {HomeAddresses.Of(settings)}",
        };
    }
}

/// <summary>A token to join a cell with.</summary>
/// <param name="Token">The token. It is shown once, and kept nowhere.</param>
/// <param name="Expires">Until when it is good.</param>
/// <param name="Uses">How many machines may join with it.</param>
public sealed record TokenView(string Token, Instant Expires, int Uses) : View
{
    /// <summary>What is typed on the other machine, but for the token.</summary>
    internal string Join { get; init; } = "";
}
