using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;

namespace Rota.App.Upkeep;

/// <summary>Goes on with a home that is older than what its state has seen of it.</summary>
public static class RecoverCase
{
    /// <summary>Does so, or says what it would mean.</summary>
    /// <param name="site">The state.</param>
    /// <param name="isDry">Whether nothing is changed.</param>
    /// <exception cref="ProblemException">Somebody serves it.</exception>
    public static RecoverView Recover(Site site, bool isDry)
    {
        var home = site.Open();
        if (!isDry && Served.IsServed(home))
        {
            throw new ProblemException(ProblemCodes.Served, "somebody serves this home", "end that: rota down");
        }

        using var recovery = home.Recovery();
        var lag = isDry ? recovery.Look() : recovery.Apply();
        return new RecoverView(lag.Turn, lag.Seen, lag.Live, lag.IsBehind && !isDry) { IsBehind = lag.IsBehind };
    }
}

/// <summary>How far back a home is, or was.</summary>
/// <param name="Turn">The newest turn that it knows.</param>
/// <param name="Seen">The newest that the state has seen.</param>
/// <param name="Live">Attempts that it takes for live.</param>
/// <param name="Recovered">Whether it goes on now.</param>
public sealed record RecoverView(long Turn, long Seen, long Live, bool Recovered) : View
{
    /// <summary>Whether there is, or was, anything to recover.</summary>
    internal bool IsBehind { get; init; }
}
