using Rota.App.Explaining;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Planning;

/// <summary>The nodes that a job could run on: this machine, and those of the cell of a home.</summary>
internal static class PlanNodes
{
    /// <summary>All of them; this machine alone where nothing was ever submitted.</summary>
    /// <param name="site">Where.</param>
    /// <param name="capacity">What this machine has.</param>
    public static CellNodes Of(Site site, Capacity capacity)
    {
        if (!Directory.Exists(site.Path) || site.Open() is not { Exists: true } home)
        {
            return new CellNodes(new NodeLedger(capacity), new NodeTraits(Environment.MachineName));
        }

        using var queries = home.Read();
        return Of(site, queries, capacity);
    }

    /// <summary>The same of a home that is read.</summary>
    public static CellNodes Of(Site site, IHomeReader queries, Capacity capacity) =>
        NodePicture.Of(StateDirectory.Open(site.Path, create: false), queries, site.Node, capacity);
}
