using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota dashboard</c>: opens the pages of the daemon, logged in.</summary>
internal static class DashboardCommand
{
    private static readonly Option<bool> NoOpen = new("--no-open")
    {
        Description = "Print the address, and start no browser",
    };

    public static Command Create()
    {
        var command = new Command("dashboard", "Open the pages of this state's daemon in a browser, logged in")
        {
            NoOpen,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var url = LoginLink.Ask(cli.Site);
            Answer.Print(
                cli.Output,
                new DashboardView(url),
                ServiceJson.Default.DashboardView,
                _ => Print(url),
                quiet: _ => Screen.Out.WriteLine(url)
            );
            return !cli.Get(NoOpen) && Browser.IsThere ? Browser.Open(url) : ExitCode.Success;
        });
        return command;
    }

    /// <summary>The line that leads to the pages, for who started the daemon.</summary>
    public static void Print(string url) =>
        Screen.Out.WriteLine($"dashboard: {url} (once, within 5 minutes; rota dashboard prints another)");
}
