using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota ls</c>: the newest jobs.</summary>
internal static class ListCommand
{
    private static readonly Option<int> Limit = new("--limit", "-n")
    {
        Description = "How many",
        DefaultValueFactory = _ => 50,
    };

    private static readonly Option<string[]> Tags = new("--tags")
    {
        Description = "Only jobs with this label",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Command Create()
    {
        var command = new Command("ls", "List jobs, newest first") { Limit, Tags };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new JobListRequest(cli.Get(Limit), Pairs.Read(cli.Get(Tags), "--tags"));
            Answer.Print(
                cli.Output,
                JobCases.List(cli.Site, request),
                JobJson.Default.JobList,
                PrintTable,
                list => Array.ForEach([.. list.Jobs], job => Screen.Out.WriteLine(job.Id))
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void PrintTable(JobList list)
    {
        var columns = new Columns("ID", "NAME", "STATE", "TASKS", "STATES OF TASKS", "SUBMITTED");
        foreach (var job in list.Jobs)
        {
            columns.Add(
                job.Id.ToString(),
                job.Name,
                job.StateWords,
                job.Total.ToString(),
                Words.Counts(job.States),
                Words.Time(job.Submitted)
            );
        }

        columns.Write(Screen.Out);
        if (list.Note is { } note)
        {
            Screen.Error.WriteLine(note);
        }
    }
}
