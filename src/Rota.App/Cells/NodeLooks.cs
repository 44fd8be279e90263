using System.Net;
using System.Text.Json;
using Rota.App.Views;
using Rota.Cell;
using Rota.Cell.Directory;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.State;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Records;

namespace Rota.App.Cells;

/// <summary>Looks at the nodes of a cell.</summary>
public static class NodeLooks
{
    /// <summary>
    /// The nodes as the home heard of them last. Where the home is not served, those that have joined, at the home.
    /// </summary>
    /// <exception cref="CellException">The state is in no cell, or a node cannot reach its home.</exception>
    public static CellNodes List(Site site)
    {
        var folder = site.CellFolder(create: false);
        var settings = CellSettings.Find(folder) ?? throw NoCell(folder.State.Path);
        var isHome = settings.Role == CellRole.Home;
        try
        {
            var roster = Heard(folder, isHome && ServedAt(site) is { } served ? [served] : HomesOf(settings));
            return new CellNodes(roster.Nodes, roster.CellName) { IsServed = true };
        }
        catch (CellException error) when (error.Fault == CellFault.Unreachable && isHome)
        {
            var joined = CellRoster.Of(settings.CellName, new Members(folder).All, []);
            return new CellNodes(Told(site, joined).Nodes, joined.CellName);
        }
    }

    /// <summary>What the home of a cell heard of its nodes, and what it knows of them.</summary>
    /// <param name="site">The home.</param>
    /// <param name="roster">What it heard; null for a state that is the home of no cell.</param>
    public static CellNodes Of(Site site, CellRoster? roster) =>
        roster is null
            ? new CellNodes([], null) { IsServed = true }
            : new CellNodes(Told(site, roster).Nodes, roster.CellName) { IsServed = true };

    /// <summary>
    /// What was heard of nodes, with what the home knows besides: its own machine, what people said of each, and what
    /// is in doubt.
    /// </summary>
    public static CellRoster Told(Site site, CellRoster heard)
    {
        var home = site.Open();
        using var reader = home.Read();
        var rows = reader.CellNodes().Where(row => !row.IsRemoved).ToDictionary(row => row.Said.Name);
        var live = reader.Live.OnNodes();
        return heard with
        {
            Nodes =
            [
                HomeMachine.Of(home, reader, live.GetValueOrDefault(NodeId.Home)),
                .. heard.Nodes.Select(node => rows.TryGetValue(node.Name, out var row) ? Known(node, row, live) : node),
            ],
        };
    }

    /// <summary>
    /// For how long nothing was heard of a node, as far as the home that is served here says so; null where it does
    /// not.
    /// </summary>
    internal static TimeSpan? SilenceOf(StateDirectory home, string node)
    {
        try
        {
            var folder = new CellFolder(home);
            return
                CellSettings.Find(folder) is { } settings
                && Heard(folder, HomesOf(settings)).Nodes.FirstOrDefault(one => one.Name == node) is { AgeMs: { } age }
                ? TimeSpan.FromMilliseconds(age)
                : null;
        }
        catch (CellException)
        {
            return null;
        }
    }

    /// <summary>That a state is in no cell, and how it comes to be in one.</summary>
    public static CellException NoCell(string state) =>
        new(CellFault.NoCell, $"{state} is in no cell") { Tries = ["make one: rota cell init"] };

    private static RosterNode Known(RosterNode node, NodeRow row, IReadOnlyDictionary<NodeId, NodeAttempts> live) =>
        node with
        {
            Standing = row.Standing.ToString().ToLowerInvariant(),
            BootEpoch = row.BootEpoch,
            InDoubt = node.IsHeard ? null : live.GetValueOrDefault(row.Id).All,
        };

    /// <summary>Where another machine serves the home; null where this one does, or nobody.</summary>
    private static Uri? ServedAt(Site site)
    {
        var home = site.Open();
        if (home.Shared is null)
        {
            return null;
        }

        using var queries = home.Read();
        return queries.Frame.ServedElsewhere is null ? null : HomeAddresses.Told(home);
    }

    /// <summary>Asks each in turn, for one of several machines serves the home.</summary>
    private static CellRoster Heard(CellFolder folder, IReadOnlyList<Uri> homes)
    {
        var identity = new IdentityFiles(folder).Read();
        foreach (var home in homes.SkipLast(1))
        {
            try
            {
                return Read(home);
            }
            catch (CellException error) when (error.Fault == CellFault.Unreachable)
            {
                // It stands by, or is gone: another one serves.
            }
        }

        return Read(homes[^1]);

        CellRoster Read(Uri home) =>
            JsonSerializer.Deserialize(new JoinClient(home).Nodes(identity), CellRosterJson.Default.CellRoster)!;
    }

    private static IReadOnlyList<Uri> HomesOf(CellSettings settings)
    {
        if (settings.Role == CellRole.Node)
        {
            return settings.Homes;
        }

        var own = IPEndPoint.Parse(settings.Address);
        var isAny = own.Address.Equals(IPAddress.Any) || own.Address.Equals(IPAddress.IPv6Any);
        return [new Uri($"https://{(isAny ? new IPEndPoint(IPAddress.Loopback, own.Port) : own)}")];
    }
}

/// <summary>The nodes of a cell.</summary>
/// <param name="Nodes">The home's own machine, and then the others by name.</param>
/// <param name="Cell">The cell's name; null for a state that is in none.</param>
public sealed record CellNodes(IReadOnlyList<RosterNode> Nodes, string? Cell) : View
{
    /// <summary>Whether the home is served: else nothing was heard of anybody.</summary>
    public bool IsServed { get; init; }
}
