using Microsoft.Extensions.Logging;
using Rota.App;
using Rota.Cell.State;
using Rota.Fabric;
using Rota.Store.Local;
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

    private ServedFront(WebServer web, CellHome? cell) => (this.web, this.cell) = (web, cell);

    /// <summary>An address of the dashboard that logs a browser in, once; null where there is none.</summary>
    public string? LoginUrl => web.LoginUrl;

    /// <summary>The nodes of the cell; null where the state is the home of none.</summary>
    public INodeDirectory? Nodes => cell?.Nodes;

    /// <summary>Opens it.</summary>
    /// <param name="site">The state.</param>
    /// <param name="listen">Where the API listens.</param>
    /// <param name="logs">Where it tells of itself.</param>
    public static ServedFront Open(Site site, ListenRequest listen, ILoggerProvider logs)
    {
        var web = WebServer.Start(site, listen, logs);
        try
        {
            var folder = new CellFolder(StateDirectory.Open(site.Path, create: false));
            return new ServedFront(web, CellHome.Start(folder, TimeProvider.System, logs.CreateLogger("cell")));
        }
        catch
        {
            web.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cell?.Dispose();
        web.Dispose();
    }
}
