using Microsoft.Extensions.Logging;
using Rota.App;
using Rota.App.Cells;
using Rota.App.Files;
using Rota.App.Problems;
using Rota.Cell.State;
using Rota.Web.Cells;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Service;

/// <summary>
/// What a daemon is reached by while it serves: people by the API, machines of its cell where it has one.
/// </summary>
internal sealed class ServedFront : IDisposable
{
    private readonly WebServer web;
    private readonly CellHome? cell;
    private readonly HomeNodes? nodes;

    private ServedFront(WebServer web, CellHome? cell, HomeNodes? nodes) =>
        (this.web, this.cell, this.nodes) = (web, cell, nodes);

    /// <summary>An address of the dashboard that logs a browser in, once; null where there is none.</summary>
    public string? LoginUrl => web.LoginUrl;

    /// <summary>Opens it.</summary>
    /// <param name="site">The state.</param>
    /// <param name="listen">Where the API listens.</param>
    /// <param name="logs">Where it tells of itself.</param>
    public static ServedFront Open(Site site, ListenRequest listen, ILoggerProvider logs)
    {
        var folder = site.CellFolder(create: false);
        if (listen.Users is not null && CellSettings.Find(folder) is not null)
        {
            throw new ProblemException(
                CellProblems.InCell,
                $"{site.Path} is the home of a cell: its nodes run tasks as their own user, not as the submitter",
                "serve all users of this machine from another state: rota up --system --state DIR"
            );
        }

        CellHome? cell = null;
        var web = WebServer.Start(site, listen, logs, () => cell?.Roster);
        try
        {
            var log = logs.CreateLogger("cell");
            cell = CellHome.Start(
                folder,
                () => new HomeFiles(site.Open(), log),
                TimeProvider.System,
                log,
                heard => NodeLooks.Told(site, heard)
            );
            return new ServedFront(
                web,
                cell,
                cell is null ? null : HomeNodes.Begin(site.Open(), folder, cell.Nodes, log)
            );
        }
        catch
        {
            cell?.Dispose();
            web.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        nodes?.Dispose();
        cell?.Dispose();
        web.Dispose();
    }
}
