using Microsoft.Extensions.Logging;
using Rota.App.Serving;
using Rota.Cell.Files;
using Rota.Cell.Identity;
using Rota.Cell.Nodes;
using Rota.Cell.State;
using Rota.Node.Machine;
using Rota.Store.Home;

namespace Rota.App.Cells;

/// <summary>
/// A machine that stands by for the home of a cell is a node of it meanwhile, by the number that it has: what it runs,
/// and what it ran while it served, is known to the one that serves.
/// </summary>
/// <param name="home">The home.</param>
/// <param name="folder">The state's part of the cell, with the key of its authority.</param>
/// <param name="node">What is stated of the machine.</param>
/// <param name="slots">Tasks that state no resources, at a time; null for one a core.</param>
/// <param name="log">Where it tells of itself.</param>
internal sealed class StandbyNode(IHome home, CellFolder folder, NodeOptions node, int? slots, ILogger log)
{
    /// <summary>The home may be free to be taken over at any moment.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>That of a state.</summary>
    public static StandbyNode Of(Site site, int? slots, ILogger log) =>
        new(site.Create(), site.CellFolder(create: true), site.Node, slots, log);

    /// <summary>Stands by.</summary>
    /// <param name="isOver">Whether it does no more.</param>
    /// <param name="changed">Is set when that may have changed.</param>
    public void Wait(Func<bool> isOver, WaitHandle changed)
    {
        if (Settings() is { } settings)
        {
            using var service = new NodeService(
                folder,
                settings,
                node,
                slots,
                BlobCache.UsualBytesMax,
                log,
                standIn: settings.Name
            )
            {
                LongestWait = Pace,
            };
            service.Run(isOver, changed);
        }

        Standby.Idle(isOver, changed);
    }

    /// <summary>Its place as a node; null where the home is that of no cell, or nobody said where it is.</summary>
    private CellSettings? Settings()
    {
        if (CellSettings.Find(folder) is not { Role: CellRole.Home } own || HomeAddresses.Told(home) is not { } address)
        {
            return null;
        }

        using var queries = home.Read();
        return queries.NodeNames().TryGetValue(home.State.Node, out var name)
            ? own with
            {
                Role = CellRole.Node,
                Name = name,
                Address = address.ToString(),
            }
            : null;
    }
}
