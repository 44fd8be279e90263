using Rota.Core.Placement;
using Rota.Store.Home;

namespace Rota.App.Planning;

/// <summary>What the nodes of a home's cell have, but for the home's own machine.</summary>
internal static class OtherNodes
{
    /// <summary>That of each; none where nothing was ever submitted.</summary>
    public static IReadOnlyList<Capacity> Of(Site site)
    {
        if (!Directory.Exists(site.Path) || site.Open() is not { Exists: true } home)
        {
            return [];
        }

        using var queries = home.Read();
        return Of(queries);
    }

    /// <summary>That of each which was not taken out.</summary>
    public static IReadOnlyList<Capacity> Of(IHomeReader queries) =>
        [.. queries.CellNodes().Where(node => !node.IsRemoved).Select(node => node.Said.Capacity)];
}
