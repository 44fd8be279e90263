using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Cell;
using Rota.Cell.Files;
using Rota.Cell.Identity;
using Rota.Cell.Nodes;
using Rota.Cell.State;
using Rota.Core.Placement.Nodes;
using Rota.Linux.Services;
using Rota.Store.Local;

namespace Rota.App.Cells;

/// <summary>The nodes of a cell: serving one, having it take work or none, taking one out.</summary>
public static class NodeCases
{
    /// <summary>Serves the node of a state, from this process.</summary>
    /// <param name="site">The state.</param>
    /// <param name="slots">Tasks that state no resources, at a time; null for one a core.</param>
    /// <param name="filesMax">What files may take that were brought and no attempt uses; null for 20 GiB.</param>
    /// <param name="host">Who has it do so, and ends it.</param>
    /// <param name="open">Opens what people reach the home by at this node; null for nothing.</param>
    /// <exception cref="ProblemException">The state is no node's, or another process serves it.</exception>
    internal static void Serve(
        Site site,
        int? slots,
        long? filesMax,
        IServingHost host,
        Func<CellFolder, CellSettings, IDisposable>? open = null
    )
    {
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: true));
        var settings = CellSettings.Of(folder, CellRole.Node);
        TlsSettings.RequireOpenSsl();
        using var alone = new FileLock(folder.State.ServeLock);
        if (!alone.TryEnter())
        {
            throw new ProblemException(
                ProblemCodes.Served,
                $"another process serves node {settings.Name} already: pid {alone.ReadHolder()}"
            );
        }

        alone.SignHolder();
        using var changed = new AutoResetEvent(false);
        using var heeded = host.Heed(() => changed.Set());
        using var service = new NodeService(
            folder,
            settings,
            site.Node,
            slots,
            filesMax ?? BlobCache.UsualBytesMax,
            host.Logs.CreateLogger("node")
        );
        using var front = open?.Invoke(folder, settings);
        var supervisor = host.Supervisor;
        supervisor?.Ready($"node {settings.Name} of cell {settings.CellName}");
        service.Run(() => IsToEnd(host, supervisor), changed);
        supervisor?.Stopping();
    }

    /// <summary>Asked with each round of the node, which is its sign of life.</summary>
    private static bool IsToEnd(IServingHost host, Supervisor? supervisor)
    {
        supervisor?.Alive();
        return host.IsToEnd;
    }

    /// <summary>Takes a node out of the cell: its certificate is good for nothing, and it is cut off.</summary>
    /// <exception cref="ProblemException">There is none of that name, or the state is no home.</exception>
    public static RemovedView Remove(Site site, string name)
    {
        var folder = site.CellFolder(create: false);
        var isCell = IsCell(folder);
        using var registry = site.Open().Nodes();

        // A machine that has served the home is a node of it without having joined a cell.
        var isKnown = registry.Remove(name);
        if (isCell)
        {
            using var held = folder.Lock();
            var members = new Members(folder);
            if (!isKnown || members.All.Any(member => member.Name == name))
            {
                members.Remove(name);
            }
        }

        return isKnown || isCell ? new RemovedView(name) : throw NodeLooks.NoCell(folder.State.Path);
    }

    /// <summary>Says whether a node is to take work. What it runs goes on.</summary>
    /// <exception cref="ProblemException">The home knows no node of that name.</exception>
    public static StandingView Stand(Site site, string name, NodeStanding standing)
    {
        var folder = site.CellFolder(create: false);
        var isCell = IsCell(folder);
        using var registry = site.Open().Nodes();
        var before =
            registry.Stand(name, standing)
            ?? throw (
                isCell
                    ? new CellException(CellFault.NoSuchNode, $"the cell has no node {name} that was ever connected")
                    {
                        Tries = ["see which there are: rota nodes"],
                    }
                    : NodeLooks.NoCell(folder.State.Path)
            );
        return new StandingView(name, WordOf(standing), WordOf(before));
    }

    /// <summary>Whether the state is the home of a cell.</summary>
    /// <exception cref="CellException">It is a node's.</exception>
    private static bool IsCell(CellFolder folder) =>
        CellSettings.Find(folder) is not null && CellSettings.Of(folder, CellRole.Home) is not null;

    private static string WordOf(NodeStanding standing) => standing.ToString().ToLowerInvariant();
}

/// <summary>A node that was taken out.</summary>
/// <param name="Node">Its name.</param>
public sealed record RemovedView(string Node) : View;

/// <summary>Whether a node takes work.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Standing">How it stands: open, cordoned or draining.</param>
/// <param name="Before">How it stood.</param>
public sealed record StandingView(string Node, string Standing, string Before) : View;
