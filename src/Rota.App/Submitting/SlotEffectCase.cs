using Rota.App.Jobs;
using Rota.App.Problems;

namespace Rota.App.Submitting;

/// <summary>Says what becomes of a number of slots that somebody asked for.</summary>
public static class SlotEffectCase
{
    /// <summary>What keeps it from having its effect.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static SlotEffect Of(Site site, string address, int asked)
    {
        var home = site.Open();
        using var queries = home.Read();
        return SlotEffect.Of(home, site.Node, JobAddress.Look(queries, address).Id, asked);
    }
}
