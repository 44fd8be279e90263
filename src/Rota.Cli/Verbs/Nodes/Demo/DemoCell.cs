using System.Net;
using System.Net.Sockets;
using Rota.App;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Linux.Processes;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>
/// A real cell on one machine: a home and nodes, each with a state and processes of its own, as they would be on
/// machines of their own.
/// </summary>
internal sealed class DemoCell : IDisposable
{
    private const string Tasks = "1-400";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(100);
    private readonly string directory;
    private readonly OwnProgram program;
    private readonly List<DemoNode> nodes = [];
    private readonly Func<string, Site> siteOf;

    private DemoPostgres? server;

    /// <summary>A cell in a directory.</summary>
    /// <param name="directory">The directory, which is new.</param>
    /// <param name="binary">This program.</param>
    /// <param name="siteOf">Makes use cases find a state by its path.</param>
    public DemoCell(string directory, string binary, Func<string, Site> siteOf) =>
        (this.directory, program, this.siteOf) = (directory, new OwnProgram(binary), siteOf);

    /// <summary>Its home.</summary>
    public Site Home => siteOf(HomeState);

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<DemoNode> Nodes => nodes;

    private string HomeState => Path.Combine(directory, "home");

    /// <summary>Begins: a home, nodes that join it, and a job.</summary>
    /// <param name="count">How many nodes.</param>
    /// <param name="postgres">Where the programs of PostgreSQL are; null for a home in a file.</param>
    /// <exception cref="ProblemException">Something could not be started.</exception>
    public void Start(int count, string? postgres)
    {
        var port = FreePort();
        server = postgres is null ? null : DemoPostgres.Start(postgres);
        string[] home = server is null ? [] : ["--home", server.Address];
        program.Run(HomeState, "cell", "init", "--name", "demo", "--listen", $"127.0.0.1:{port}");
        program.Run(HomeState, ["up", "--detach", "--listen", "127.0.0.1:0", "-j", "2", .. home]);
        var token = program.Run(HomeState, "cell", "token", "--uses", $"{count}", "--output", "quiet").Trim();
        for (var number = 1; number <= count; number++)
        {
            var node = new DemoNode($"n{number}", Path.Combine(directory, $"n{number}"), program, port);
            nodes.Add(node);
            node.Join(token, number % 2 == 0 ? "b" : "a");
            node.Start();
        }

        AwaitUp();
        program.Run(HomeState, "submit", "--name", "demo", "--array", Tasks, "sleep 3");
    }

    /// <summary>What a verb prints of the home.</summary>
    public string Look(params string[] words) => program.Run(HomeState, words);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var node in nodes)
        {
            node.Dispose();
        }

        new DirectoryProcesses(HomeState).Kill();
        server?.Dispose();
    }

    private void AwaitUp()
    {
        var until = DateTime.UtcNow + Patience;
        while (NodeLooks.List(Home).Nodes is var seen && seen.Any(node => node.State != "up"))
        {
            if (DateTime.UtcNow > until)
            {
                var away = seen.First(node => node.State != "up").Name;
                throw new ProblemException(
                    ProblemCodes.NotUp,
                    $"{away} is not up after {Patience.TotalSeconds:0} s",
                    $"see why: {Path.Combine(directory, away, "node.log")}"
                );
            }

            Thread.Sleep(LookPace);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
