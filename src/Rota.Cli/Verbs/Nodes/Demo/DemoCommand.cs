using System.CommandLine;
using Rota.App;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>Where the demo keeps its jobs.</summary>
internal enum DemoEngine
{
    /// <summary>In a file of its home.</summary>
    Sqlite,

    /// <summary>On a PostgreSQL server of its own.</summary>
    Postgres,
}

/// <summary><c>rota cell demo</c>: a cell to break and watch.</summary>
internal static class DemoCommand
{
    private const int NodesMax = 20;
    private static readonly Option<int> Nodes = new("--nodes")
    {
        Description = $"How many nodes, 1 to {NodesMax}",
        DefaultValueFactory = _ => 5,
    };
    private static readonly Option<DemoEngine?> Engine = new("--engine")
    {
        Description = "Where its jobs are kept (default: postgres where Debian's is installed, a server of its own)",
        HelpName = "sqlite|postgres",
    };
    private static readonly Option<string?> Dir = new("--dir")
    {
        Description = "A new directory for the states, which is kept (default: one that is removed at the end)",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        var command = new Command("demo", "Start a cell on this machine, to break its nodes and watch, until Ctrl-C")
        {
            Nodes,
            Engine,
            Dir,
        };
        command.SetAction(parsed => Run(new Invocation(parsed)));
        return command;
    }

    private static int Run(Invocation cli)
    {
        var count = cli.Get(Nodes);
        if (count is < 1 or > NodesMax)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--nodes {count}: 1 to {NodesMax}");
        }

        var postgres = cli.Get(Engine) == DemoEngine.Sqlite ? null : DemoPostgres.Find();
        if (postgres is null && cli.Get(Engine) == DemoEngine.Postgres)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--engine postgres: there is no PostgreSQL in /usr/lib/postgresql",
                "install it (Debian: apt install postgresql), or leave --engine out"
            );
        }

        var isKept = cli.Get(Dir) is not null;
        var directory = isKept ? Made(cli.Get(Dir)!) : Directory.CreateTempSubdirectory("rota-demo-").FullName;
        try
        {
            using var talk = new DemoTalk();
            using var cell = new DemoCell(directory, cli.Site.Node.Binary, path => SiteAt(cli.Site, path));
            cell.Start(count, postgres);
            DashboardPrint(LoginLink.Ask(cell.Home));
            Screen.Error.WriteLine($"{count} nodes are up, and job 1 runs on them. Now: {DemoWords.Help}");
            talk.Heed(new DemoWords(cell, Say).Do);
        }
        finally
        {
            if (!isKept)
            {
                Directory.Delete(directory, recursive: true);
            }
        }

        return ExitCode.Success;
    }

    private static void Say(string text) => Screen.Out.WriteLine(text.TrimEnd());

    private static void DashboardPrint(string url)
    {
        Screen.Out.WriteLine($"dashboard: {url}");
        if (Browser.IsThere)
        {
            _ = Browser.Open(url);
        }
    }

    private static Site SiteAt(Site site, string path) =>
        new(path, TimeProvider.System, HomeChoice.Of(path, null)) { Node = site.Node, Author = site.Author };

    private static string Made(string directory) =>
        Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()
            ? throw new ProblemException(
                ProblemCodes.Usage,
                $"--dir {directory}: it is not empty",
                "name one that is not there yet"
            )
            : Directory.CreateDirectory(directory).FullName;
}
