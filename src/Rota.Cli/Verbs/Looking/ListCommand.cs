using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Watching;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota ls</c>: the newest jobs.</summary>
internal static class ListCommand
{
    private const int LimitUnlessSaid = 50;
    private static readonly PageOptions Page = new();

    private static readonly Option<string[]> Tags = new("--tags")
    {
        Description = "Only jobs with this label",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<bool> Watch = Watched.Option();

    public static Command Create()
    {
        var command = new Command("ls", "List jobs, newest first") { Tags, Watch };
        Page.AddTo(command);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new JobListRequest(Page.Limit(cli) ?? LimitUnlessSaid, Pairs.Read(cli.Get(Tags), "--tags"))
            {
                Page = Page.Of(cli),
            };
            if (cli.Get(Watch) && cli.Output == OutputMode.Human && Watched.IsPossible)
            {
                return Watched.Run(cli, width => Lines(Listed(cli, request), width), isMoving: false);
            }

            Answer.Print(
                cli.Output,
                Listed(cli, request),
                JobJson.Default.JobList,
                PrintTable,
                list => Array.ForEach([.. list.Jobs], job => Screen.Out.WriteLine(job.Id))
            );
            NodeNotes.Tell(cli);
            return ExitCode.Success;
        });
        return command;
    }

    private static JobList Listed(Invocation cli, JobListRequest request) =>
        cli.Ask(site => JobCases.List(site, request), server => RemoteLists.Jobs(server, request));

    private static void PrintTable(JobList list)
    {
        Table(list).Write(Screen.Out);
        if (list.Note is { } note)
        {
            Screen.Error.WriteLine(note);
        }

        PageNotes.Tell(list.Next, list.Complete);
    }

    private static IReadOnlyList<IReadOnlyList<Piece>> Lines(JobList list, int width) =>
        [
            .. Table(list).Lines(width),
            .. list.Note is { } note
                ?
                [
                    [new Piece(Cells.Cut(note, width), Ink.Dim)],
                ]
                : (Piece[][])[],
        ];

    private static Columns Table(JobList list)
    {
        var columns = new Columns(
            "ID",
            new Heading("NAME", Least: 8),
            "STATE",
            "TASKS",
            "STATES OF TASKS",
            new Heading("TIME", IsRight: true),
            "SUBMITTED"
        );
        foreach (var job in list.Jobs)
        {
            columns.Add(
                job.Id.ToString(),
                job.Name,
                StateSigns.OnOutput(job.State, job.StateWords),
                job.Total.ToString(),
                Words.Counts(job.States),
                job.Seconds is { } seconds ? Words.Duration(TimeSpan.FromSeconds(seconds)) : "",
                Words.Time(job.Submitted)
            );
        }

        return columns;
    }
}
