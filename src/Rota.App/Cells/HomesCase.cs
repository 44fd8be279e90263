using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Store.Local;

namespace Rota.App.Cells;

/// <summary>Says to a node where its home is, by each machine that serves it or may.</summary>
public static class HomesCase
{
    /// <summary>Counts when the node is served anew.</summary>
    /// <param name="site">The state of the node.</param>
    /// <param name="addresses">One, or several with commas.</param>
    /// <exception cref="Problems.ProblemException">The state is no node's, or one is no address.</exception>
    public static JoinedView Set(Site site, string addresses)
    {
        var homes = HomeAddresses.Read(addresses);
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: false));
        using var held = folder.Lock();
        var settings = CellSettings.Of(folder, CellRole.Node) with { Address = string.Join(',', homes) };
        settings.Write(folder);
        return new JoinedView(settings.CellName, settings.Name, settings.Address);
    }
}
