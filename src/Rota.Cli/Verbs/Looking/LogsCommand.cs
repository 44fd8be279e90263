using System.CommandLine;
using Rota.App.Following;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota logs</c>: what tasks wrote, packed or still growing.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly Argument<string> Address = new("JOB[.TASK[.INDEX[.ATTEMPT]]]")
    {
        Description = "Whose output",
    };
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on as it grows" };
    private static readonly Option<int?> Tail = new("--tail")
    {
        Description = "Only the last N lines of each task",
        HelpName = "N",
    };
    private static readonly Option<bool> Errors = new("--stderr") { Description = "Only standard error" };
    private static readonly Option<bool> Failed = new("--failed") { Description = "Only tasks that failed" };

    private static readonly Option<string?> Where = WhereOption.Create();

    public static Command Create()
    {
        var command = new Command("logs", "Print the output of tasks") { Address, Follow, Tail, Errors, Failed, Where };
        command.SetAction(parsed => Print(new Invocation(parsed)));
        return command;
    }

    private static int Print(Invocation cli)
    {
        var request = new OutputRequest(cli.Get(Address)!, cli.Get(Errors), cli.Get(Failed), cli.Get(Tail))
        {
            Where = cli.Get(Where),
        };
        using var tasks = TaskOutput.Open(cli.Site, request);
        using var output = Screen.OpenOutput();
        var attention = new WaitAttention(tasks.State, cli.Site.Node, tasks.Queries, Screen.Error.WriteLine);
        while (tasks.CopyTo(output) && cli.Get(Follow))
        {
            attention.Tell([tasks.Job]);
            Thread.Sleep(Pace);
        }

        tasks.RefuseMissing();
        return ExitCode.Success;
    }
}
