using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rota.App.Files;
using Rota.Cell;
using Rota.Cell.Directory;
using Rota.Cell.Identity;
using Rota.Cell.Joining;
using Rota.Cell.Lines;
using Rota.Cell.State;
using Rota.Core.Model;
using Rota.Fabric;
using Rota.Web.Serving;

namespace Rota.Web.Cells;

/// <summary>The home of a cell, while it is served: lets machines join, and knows the nodes.</summary>
public sealed class CellHome : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly CellSettings settings;
    private readonly Members members;
    private readonly IdentityFiles files;
    private readonly JoinDesk desk;
    private readonly NodeDirectory directory = new();
    private readonly TimeProvider time;
    private readonly JoinDoor door;
    private readonly string api;
    private readonly Func<CellRoster, CellRoster> tell;
    private readonly HomeFiles moved;
    private readonly FileDoor moving;
    private readonly CellServer server;
    private readonly ITimer timer;
    private readonly HomeIdentity identity;

    private CellHome(
        CellFolder folder,
        CellSettings settings,
        HomeFiles moved,
        TimeProvider time,
        ILogger log,
        Func<CellRoster, CellRoster> tell
    )
    {
        (this.moved, moving) = (moved, new FileDoor(moved));
        (this.settings, this.time, this.tell) = (settings, time, tell);
        api = WebAddress.SocketOf(folder.State);
        members = new Members(folder);
        files = new IdentityFiles(folder);
        desk = new JoinDesk(folder, members);
        door = new JoinDoor(desk);
        identity = new HomeIdentity(files, time);
        server = CellServer.Start(
            IPEndPoint.Parse(settings.Address),
            () => TlsSettings.Server(identity.Now),
            LinePings.Usual,
            Answer
        );
        log.CellListening(settings.CellName, server.Address.ToString());
        timer = time.CreateTimer(_ => Look(), null, Pace, Pace);
    }

    /// <summary>The nodes, as they were heard of last.</summary>
    public INodeDirectory Nodes => directory;

    /// <summary>The nodes that have joined, as they were heard of last.</summary>
    public CellRoster Roster => CellRoster.Of(settings.CellName, members.All, directory.Nodes);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => server.Address;

    /// <summary>Starts it where a state is the home of a cell; else null.</summary>
    /// <param name="folder">The state's part of a cell.</param>
    /// <param name="files">Makes what knows the files of its jobs.</param>
    /// <param name="time">The clock for certificates and tokens.</param>
    /// <param name="log">Where it tells of itself.</param>
    /// <param name="tell">What members are told of all nodes, of what was heard of them; null for just that.</param>
    /// <exception cref="CellException">It cannot listen, or its files are damaged.</exception>
    public static CellHome? Start(
        CellFolder folder,
        Func<HomeFiles> files,
        TimeProvider time,
        ILogger log,
        Func<CellRoster, CellRoster>? tell = null
    ) =>
        CellSettings.Find(folder) is { Role: CellRole.Home } settings
            ? new CellHome(folder, settings, files(), time, log, tell ?? (static heard => heard))
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        directory.Dispose();
        server.Dispose();
        door.Dispose();
        moved.Dispose();
    }

    private Instant Now => Instant.From(time.GetUtcNow());

    private async Task Answer(CellCall call)
    {
        switch (call.Path)
        {
            case CellPaths.Authority:
                await call.Answer(files.AuthorityPem).ConfigureAwait(false);
                break;
            case CellPaths.Join:
                await call.Answer(await door.Join(call, Now).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case CellPaths.Renew:
                var request = await call.Text().ConfigureAwait(false);
                await call.Answer(desk.Renew(CellGate.Node(call, desk), request, Now)).ConfigureAwait(false);
                break;
            case CellPaths.Nodes:
                _ = CellGate.Member(call, desk);
                await call.Answer(JsonSerializer.Serialize(tell(Roster), CellRosterJson.Default.CellRoster))
                    .ConfigureAwait(false);
                break;
            case CellPaths.Api:
                _ = CellGate.Node(call, desk);
                await call.Pipe(api).ConfigureAwait(false);
                break;
            case CellPaths.Node:
                var node = CellGate.Node(call, desk);
                await call.Line(line => directory.Welcome(node, call.From, line)).ConfigureAwait(false);
                break;
            case var path when path.StartsWith(CellPaths.Files, StringComparison.Ordinal):
                await moving
                    .Answer(call, CellGate.Node(call, desk).Name, path[CellPaths.Files.Length..])
                    .ConfigureAwait(false);
                break;
            case var path when path.StartsWith(CellPaths.Line, StringComparison.Ordinal):
                var peer = CellGate.Node(call, desk);
                await call.Line(line => directory.Arrived(peer, path[CellPaths.Line.Length..], line))
                    .ConfigureAwait(false);
                break;
            default:
                throw new CellException(CellFault.Mistaken, "there is nothing at this path");
        }
    }

    /// <summary>Who was removed is cut off, and the home's own certificate is renewed in time.</summary>
    private void Look()
    {
        try
        {
            directory.Keep(members.Has);
            identity.Renew();
        }
        catch (Exception error) when (error is CellException or IOException or JsonException)
        {
            // A file that cannot be read or written now: the next look comes soon.
        }
    }
}
