using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rota.Cell.Directory;
using Rota.Cell.Identity;
using Rota.Cell.State;
using Rota.Fabric;
using Rota.Fabric.Nodes;
using Rota.Linux.Files;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Nodes;

namespace Rota.App.Cells;

/// <summary>
/// What the home makes of its nodes: what they say of themselves becomes rows, by which runners know them, and each
/// that is connected has a door, by which they are reached.
/// </summary>
public sealed class HomeNodes : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, (NodeSaid Said, NodeDoor Door)> open = [];
    private readonly AutoResetEvent changed = new(false);
    private readonly IHome home;
    private readonly INodeDirectory directory;
    private readonly ILogger log;
    private readonly IDisposable watching;
    private readonly Thread thread;
    private volatile bool isOver;

    /// <summary>Begins, and says to others where the home is.</summary>
    /// <param name="home">The home.</param>
    /// <param name="folder">Its part of the cell.</param>
    /// <param name="directory">Its nodes as they are heard of.</param>
    /// <param name="log">Where it tells of itself.</param>
    public static HomeNodes Begin(IHome home, CellFolder folder, INodeDirectory directory, ILogger log)
    {
        HomeAddresses.Tell(home, CellSettings.Of(folder, CellRole.Home));
        return new HomeNodes(home, directory, log);
    }

    private HomeNodes(IHome home, INodeDirectory directory, ILogger log)
    {
        (this.home, this.directory, this.log) = (home, directory, log);
        Durable.CreatePrivateDirectory(home.State.Doors);
        foreach (var left in Directory.GetFiles(home.State.Doors))
        {
            File.Delete(left);
        }

        watching = directory.Watch(() => changed.Set());
        thread = new Thread(Run) { Name = "nodes" };
        thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watching.Dispose();
        isOver = true;
        changed.Set();
        thread.Join();
        foreach (var (_, door) in open.Values)
        {
            door.Dispose();
        }
    }

    private void Run()
    {
        while (!isOver)
        {
            try
            {
                Look();
            }
            catch (Exception error) when (error is StoreException or SocketException or IOException)
            {
                // A full disk, or a home that is busy: what is not written now is written at the next look.
                log.NodesNotNoted(error.Message);
            }

            changed.WaitOne(Pace);
        }
    }

    private void Look()
    {
        var connected = directory.Nodes.Where(node => node.IsConnected).ToDictionary(node => node.Said.Name);
        foreach (var name in open.Keys.Where(name => !connected.ContainsKey(name)).ToArray())
        {
            open[name].Door.Dispose();
            open.Remove(name);
            log.NodeCut(name);
        }

        var said = connected.Keys.Select(name => (Name: name, Said: SaidBy(connected[name].Said)));
        Note([.. said.Where(one => !open.TryGetValue(one.Name, out var known) || !known.Said.Equals(one.Said))]);
    }

    private void Note(IReadOnlyList<(string Name, NodeSaid Said)> news)
    {
        if (news.Count == 0)
        {
            return;
        }

        // One writer for all of a look: a thousand nodes may come at once.
        using var registry = home.Nodes();
        foreach (var (name, said) in news)
        {
            var known = open.GetValueOrDefault(name);
            var id = registry.Register(said);
            if (known.Door is null)
            {
                log.NodeOpened(name);
            }

            var door = known.Door ?? new NodeDoor(home.State.Door(id.Value), directory.DoorOf(name));
            open[name] = (said, door);
        }
    }

    private static NodeSaid SaidBy(NodeAnnouncement node) =>
        new()
        {
            Name = node.Name,
            Capacity = node.Capacity,
            Boot = node.Boot,
            State = node.State,
            Zone = node.Zone ?? "",
            Labels = node.Labels,
            Withdrawn = node.Withdrawn,
        };
}
