using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Steering;
using Rota.Core.Model;
using Rota.Store.Sqlite.Queries;

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
        command.SetAction(parsed => List(new Invocation(parsed)));
        return command;
    }

    private static int List(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var jobs = queries.Jobs(cli.Get(Limit), Pairs.Read(cli.Get(Tags), "--tags"));
        var server = jobs.Any(job => job.Ended is null) ? Served.By(state, queries) : null;
        switch (cli.Output)
        {
            case OutputMode.Json:
                JobAnswer.PrintList(
                    jobs,
                    (json, job) =>
                    {
                        json.WriteNumber("id", job.Id.Value);
                        json.WriteString("name", job.Name);
                        json.WriteString("state", job.State.Word());
                        json.WriteFlag("served", ServedNotes.IsServed(job, server));
                        json.WriteNumber("total", job.Total);
                        json.WriteNumber("succeeded", job.In(TaskState.Succeeded));
                        json.WriteNumber("failed", job.Failed);
                        json.WriteNumber("running", job.Running);
                        json.WriteInstant("submitted", job.Submitted);
                        json.WriteTags(job);
                    }
                );
                break;
            case OutputMode.Quiet:
                foreach (var job in jobs)
                {
                    Screen.Out.WriteLine(job.Id);
                }

                break;
            default:
                var columns = new Columns("ID", "NAME", "STATE", "TASKS", "STATES OF TASKS", "SUBMITTED");
                foreach (var job in jobs)
                {
                    columns.Add(
                        job.Id.ToString(),
                        job.Name,
                        ServedNotes.State(job, server),
                        job.Total.ToString(),
                        Words.Counts(job.Counts),
                        Words.Time(job.Submitted)
                    );
                }

                columns.Write(Screen.Out);
                if (ServedNotes.Sentence(jobs, server) is { } note)
                {
                    Screen.Error.WriteLine(note);
                }

                break;
        }

        return ExitCode.Success;
    }
}
