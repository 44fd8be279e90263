using System.CommandLine;
using Rota.App.Following;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
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

    private static readonly Option<string?> Grep = new("--grep")
    {
        Description = "Only lines that this regular expression matches; exit code 1 where none does",
        HelpName = "PATTERN",
    };
    private static readonly Option<bool> Fixed = new("--fixed", "-F")
    {
        Description = "The pattern is the text itself",
    };
    private static readonly Option<bool> IgnoreCase = new("--ignore-case", "-i")
    {
        Description = "The pattern takes upper and lower case for the same",
    };
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "Only lines written since: 10m ago, or an instant",
        HelpName = "TIME",
    };
    private static readonly Option<bool> Time = new("--time") { Description = "Each line behind when it was written" };
    private static readonly Option<string?> Where = WhereOption.Create();

    public static Command Create()
    {
        var command = new Command("logs", "Print the output of tasks")
        {
            Address,
            Follow,
            Tail,
            Errors,
            Failed,
            Grep,
            Fixed,
            IgnoreCase,
            Since,
            Time,
            Where,
        };
        command.SetAction(parsed => Print(new Invocation(parsed)));
        return command;
    }

    private static int Print(Invocation cli)
    {
        var request = new OutputRequest(cli.Get(Address)!, cli.Get(Errors), cli.Get(Failed), cli.Get(Tail))
        {
            Where = cli.Get(Where),
            Grep = cli.Get(Grep),
            IsFixed = cli.Get(Fixed),
            IgnoresCase = cli.Get(IgnoreCase),
            Highlight = Palette.Around(Ink.Failed, Colours.OnOutput),
            Since = cli.Get(Since),
            WithTimes = cli.Get(Time),
        };
        if (cli.Remote is { } server)
        {
            return RemoteLogs.Print(server, request, cli.Get(Follow));
        }

        using var tasks = TaskOutput.Open(cli.Site, request);
        using var output = Screen.OpenOutput();
        var attention = new WaitAttention(tasks.State, cli.Site.Node, tasks.Queries, Screen.Error.WriteLine);
        while (tasks.CopyTo(output) && cli.Get(Follow))
        {
            attention.Tell([tasks.Job]);
            Thread.Sleep(Pace);
        }

        if (tasks.IsTimeMissing)
        {
            Screen.Error.WriteLine(RemoteLogs.TimesUnknown);
        }

        tasks.RefuseMissing();
        return request.Grep is not null && !tasks.HasCopied ? ExitCode.NoMatch : ExitCode.Success;
    }
}
