using Microsoft.Extensions.Logging;
using Rota.Cell.Identity;
using Rota.Cell.Lines;
using Rota.Cell.State;
using Rota.Core.Placement;
using Rota.Fabric.Transports.Unix;
using Rota.Fabric.Wire;
using Rota.Linux.Clocks;
using Rota.Node.Agent;
using Rota.Node.Keeper;
using Rota.Node.Machine;

namespace Rota.Cell.Nodes;

/// <summary>
/// A node of a cell: keeps its keeper up, is connected to its home as long as there is a way, and says how it is.
/// </summary>
public sealed class NodeService : IDisposable
{
    /// <summary>How often it says how it is.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly Backoff backoff = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15));
    private readonly IdentityFiles files;
    private readonly Uri home;
    private readonly Capacity capacity;
    private readonly NodeFacts facts;
    private readonly NodeHealth health;
    private readonly KeeperDoor keeper;
    private readonly KeeperCensus census;
    private readonly ILogger log;
    private readonly Renewal renewal;
    private readonly NodeFiles moving;
    private readonly ToldReasons told = new();

    /// <summary>The node of a state that has joined a cell.</summary>
    /// <param name="folder">The state's part of the cell.</param>
    /// <param name="settings">Its place in the cell.</param>
    /// <param name="node">What is stated of the machine.</param>
    /// <param name="slots">Tasks that state no resources, at a time; null for one a core.</param>
    /// <param name="filesMax">What files that were brought may take while no attempt uses them, in bytes.</param>
    /// <param name="log">Where it tells of itself.</param>
    public NodeService(
        CellFolder folder,
        CellSettings settings,
        NodeOptions node,
        int? slots,
        long filesMax,
        ILogger log
    )
    {
        var clock = new MonotonicClock();
        var state = folder.State;
        var transport = new UnixTransport(Path.Combine(state.Keeper, KeeperServer.SocketName));
        var anchor = new LocalAnchor(state, node);
        this.log = log;
        moving = new NodeFiles(folder, settings, transport, filesMax, log);
        files = new IdentityFiles(folder);
        home = new Uri(settings.Address);
        renewal = new Renewal(files, home, log, Refused);
        capacity = NodeCapacity.Detect(node, slots);
        facts = new NodeFacts(folder, settings, capacity, Incarnation.Next(folder));
        health = new NodeHealth(new SelfTest(node.Binary, ["--version"]).Run, clock);
        keeper = new KeeperDoor(transport, anchor, clock);
        census = new KeeperCensus(transport, anchor, capacity);
    }

    /// <summary>Serves until it is told to end.</summary>
    /// <param name="isToEnd">Whether it is.</param>
    /// <param name="changed">Is set when that may have changed.</param>
    public void Run(Func<bool> isToEnd, WaitHandle changed)
    {
        while (!isToEnd())
        {
            var identity = files.Read();
            using var dialer = new HttpDialer(
                home,
                TlsSettings.Client(identity, CellRole.Home, Refused),
                LinePings.Usual
            );
            var transport = new HttpTransport(dialer, CellPaths.Node);
            if (transport.TryConnect() is { } control)
            {
                using var session = new NodeSession(dialer, control, keeper, health, capacity);
                Announce(session, identity, isToEnd, changed);
            }
            else
            {
                Refused(transport.LastRefusal ?? "it does not answer");
                Look();
                changed.WaitOne(backoff.Next());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        moving.Dispose();
        census.Dispose();
    }

    private void Announce(NodeSession session, CellIdentity identity, Func<bool> isToEnd, WaitHandle changed)
    {
        session.Begin();
        log.Connected(home.ToString());
        told.Forget();
        while (!isToEnd() && !renewal.IsDone(identity))
        {
            Look();
            var (running, starting) = census.Counted;
            session.Say(frames => AnnouncementFrames.Write(frames, facts.Next(running, starting, health.Withdrawn)));
            if (WaitHandle.WaitAny([session.Ended, changed], Pace) == 0)
            {
                log.Disconnected(home.ToString());
                changed.WaitOne(backoff.Next());
                return;
            }

            backoff.Reset();
        }
    }

    private void Look()
    {
        var before = health.Withdrawn;
        health.Look();
        if (health.Withdrawn is { } reason && reason != before)
        {
            log.Withdrawn(reason);
        }

        try
        {
            census.Ask();
            moving.Look();
        }
        catch (IOException error)
        {
            Refused(error.Message);
        }
    }

    private void Refused(string why)
    {
        if (told.IsNew(why))
        {
            log.Refused(home.ToString(), why);
        }
    }
}
