using System.Net;
using System.Text.Json;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Cell;
using Rota.Cell.Directory;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Nodes;
using Rota.Cell.State;
using Rota.Core.Placement.Nodes;
using Rota.Store.Local;

namespace Rota.App.Cells;

/// <summary>The nodes of a cell: serving one, looking at them, taking one out.</summary>
public static class NodeCases
{
    /// <summary>Serves the node of a state, from this process.</summary>
    /// <param name="site">The state.</param>
    /// <param name="slots">Tasks that state no resources, at a time; null for one a core.</param>
    /// <param name="host">Who has it do so, and ends it.</param>
    /// <exception cref="ProblemException">The state is no node's, or another process serves it.</exception>
    internal static void Serve(Site site, int? slots, IServingHost host)
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
        using var service = new NodeService(folder, settings, site.Node, slots, host.Logs.CreateLogger("node"));
        service.Run(() => host.IsToEnd, changed);
    }

    /// <summary>
    /// The nodes as the home heard of them last. Where the home is not served, those that have joined, at the home.
    /// </summary>
    /// <exception cref="ProblemException">The state is in no cell, or a node cannot reach its home.</exception>
    public static CellNodes List(Site site)
    {
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: false));
        var settings =
            CellSettings.Find(folder)
            ?? throw new CellException(CellFault.NoCell, $"{folder.State.Path} is in no cell")
            {
                Tries = ["make one: rota cell init"],
            };
        try
        {
            return new CellNodes(Heard(folder, settings), settings.CellName) { IsServed = true };
        }
        catch (CellException error) when (error.Fault == CellFault.Unreachable && settings.Role == CellRole.Home)
        {
            return new CellNodes(
                CellRoster.Of(settings.CellName, new Members(folder).All, []).Nodes,
                settings.CellName
            );
        }
    }

    /// <summary>
    /// For how long nothing was heard of a node, as far as the home that is served here says so; null where it does not.
    /// </summary>
    internal static TimeSpan? SilenceOf(StateDirectory home, string node)
    {
        try
        {
            var folder = new CellFolder(home);
            var settings = CellSettings.Find(folder);
            return
                settings is not null
                && Heard(folder, settings).FirstOrDefault(one => one.Name == node) is { AgeMs: { } age }
                ? TimeSpan.FromMilliseconds(age)
                : null;
        }
        catch (CellException)
        {
            return null;
        }
    }

    /// <summary>Takes a node out of the cell: its certificate is good for nothing, and it is cut off.</summary>
    /// <exception cref="ProblemException">There is none of that name, or the state is no home.</exception>
    public static RemovedView Remove(Site site, string name)
    {
        var folder = new CellFolder(StateDirectory.Open(site.Path, create: false));
        _ = CellSettings.Of(folder, CellRole.Home);
        using var held = folder.Lock();
        new Members(folder).Remove(name);
        using var registry = site.Open().Nodes();
        registry.Remove(name);
        return new RemovedView(name);
    }

    /// <summary>Says whether a node is to take work. What it runs goes on.</summary>
    /// <exception cref="ProblemException">The home knows no node of that name.</exception>
    public static StandingView Stand(Site site, string name, NodeStanding standing)
    {
        _ = CellSettings.Of(new CellFolder(StateDirectory.Open(site.Path, create: false)), CellRole.Home);
        using var registry = site.Open().Nodes();
        var before =
            registry.Stand(name, standing)
            ?? throw new CellException(CellFault.NoSuchNode, $"the cell has no node {name} that was ever connected")
            {
                Tries = ["see which there are: rota nodes"],
            };
        return new StandingView(name, WordOf(standing), WordOf(before));
    }

    private static IReadOnlyList<RosterNode> Heard(CellFolder folder, CellSettings settings)
    {
        var text = new JoinClient(HomeOf(settings)).Nodes(new IdentityFiles(folder).Read());
        return JsonSerializer.Deserialize(text, CellRosterJson.Default.CellRoster)!.Nodes;
    }

    private static string WordOf(NodeStanding standing) => standing.ToString().ToLowerInvariant();

    private static Uri HomeOf(CellSettings settings)
    {
        if (settings.Role == CellRole.Node)
        {
            return new Uri(settings.Address);
        }

        var own = IPEndPoint.Parse(settings.Address);
        var isAny = own.Address.Equals(IPAddress.Any) || own.Address.Equals(IPAddress.IPv6Any);
        return new Uri($"https://{(isAny ? new IPEndPoint(IPAddress.Loopback, own.Port) : own)}");
    }
}

/// <summary>The nodes of a cell.</summary>
/// <param name="Nodes">Them, by name.</param>
/// <param name="Cell">The cell's name.</param>
public sealed record CellNodes(IReadOnlyList<RosterNode> Nodes, string Cell) : View
{
    /// <summary>Whether the home is served: else nothing was heard of anybody.</summary>
    public bool IsServed { get; init; }
}

/// <summary>A node that was taken out.</summary>
/// <param name="Node">Its name.</param>
public sealed record RemovedView(string Node) : View;

/// <summary>Whether a node takes work.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Standing">How it stands: open, cordoned or draining.</param>
/// <param name="Before">How it stood.</param>
public sealed record StandingView(string Node, string Standing, string Before) : View;
