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

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private readonly NodeIdentity identity;
    private readonly Capacity capacity;
    private readonly NodeFacts facts;
    private readonly NodeHealth health;
    private readonly KeeperDoor keeper;
    private readonly KeeperCensus census;
    private readonly ILogger log;
    private readonly NodeWatch watch;
    private readonly HomeWay way;
    private readonly NodeFiles moving;

    /// <summary>The node of a state that has joined a cell.</summary>
    /// <param name="folder">The state's part of the cell.</param>
    /// <param name="settings">Its place in the cell.</param>
    /// <param name="node">What is stated of the machine.</param>
    /// <param name="slots">Tasks that state no resources, at a time; null for one a core.</param>
    /// <param name="filesMax">What files that were brought may take while no attempt uses them, in bytes.</param>
    /// <param name="log">Where it tells of itself.</param>
    /// <param name="standIn">Its name where it has the authority's key and stands by for the home; else null.</param>
    public NodeService(
        CellFolder folder,
        CellSettings settings,
        NodeOptions node,
        int? slots,
        long filesMax,
        ILogger log,
        string? standIn = null
    )
    {
        var clock = new MonotonicClock();
        var state = folder.State;
        var transport = new UnixTransport(Path.Combine(state.Keeper, KeeperServer.SocketName));
        var anchor = new LocalAnchor(state, node);
        this.log = log;
        identity = new NodeIdentity(folder, standIn, log);
        way = new HomeWay(settings.Homes, identity.Read, () => identity.Stamp);
        moving = new NodeFiles(folder, way, transport, filesMax, log);
        capacity = NodeCapacity.Detect(node, slots);
        facts = new NodeFacts(folder, settings, capacity, Incarnation.Next(folder));
        health = new NodeHealth(new SelfTest(node.Binary, ["--version"]).Run, clock);
        keeper = new KeeperDoor(transport, anchor, clock);
        census = new KeeperCensus(transport, anchor, capacity);
        watch = new NodeWatch(health, census, moving, log);
    }

    /// <summary>The longest wait between two tries to connect.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    private Uri Home => way.Home;

    /// <summary>Serves until it is told to end.</summary>
    /// <param name="isToEnd">Whether it is.</param>
    /// <param name="changed">Is set when that may have changed.</param>
    public void Run(Func<bool> isToEnd, WaitHandle changed)
    {
        var backoff = new Backoff(FirstWait, LongestWait);
        while (!isToEnd())
        {
            var current = identity.Read();
            using var dialer = new HttpDialer(
                Home,
                TlsSettings.Client(current, CellRole.Home, why => watch.Refused(Home, why)),
                LinePings.Usual
            );
            var transport = new HttpTransport(dialer, CellPaths.Node);
            if (transport.TryConnect() is { } control)
            {
                using var session = new NodeSession(dialer, control, keeper, health, capacity);
                Announce(session, current, backoff, isToEnd, changed);
            }
            else
            {
                watch.Refused(Home, transport.LastRefusal ?? "it does not answer");
                watch.Look(Home);
                if (!way.GoOn())
                {
                    changed.WaitOne(backoff.Next());
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        moving.Dispose();
        census.Dispose();
    }

    private void Announce(
        NodeSession session,
        CellIdentity current,
        Backoff backoff,
        Func<bool> isToEnd,
        WaitHandle changed
    )
    {
        session.Begin();
        log.Connected(Home.ToString());
        watch.Forget();
        while (!isToEnd() && !Renewed(current))
        {
            watch.Look(Home);
            var (running, starting) = census.Counted;
            session.Say(frames => AnnouncementFrames.Write(frames, facts.Next(running, starting, health.Withdrawn)));
            if (WaitHandle.WaitAny([session.Ended, changed], Pace) == 0)
            {
                log.Disconnected(Home.ToString());
                changed.WaitOne(backoff.Next());
                return;
            }

            backoff.Reset();
        }
    }

    private bool Renewed(CellIdentity current)
    {
        try
        {
            return identity.Renewed(Home, current);
        }
        catch (CellException error)
        {
            // The old one is good for long yet; the next try comes with the next word.
            watch.Refused(Home, error.Message);
            return false;
        }
    }
}
