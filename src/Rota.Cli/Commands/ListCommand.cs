using System.CommandLine;
using Rota.Cli.JobSources;
using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

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
        using var queries = new JobQueries(cli.OpenState());
        var jobs = queries.Jobs(cli.Get(Limit), Pairs.Read(cli.Get(Tags), "--tags"));
        switch (cli.Output)
        {
            case OutputMode.Json:
                Invocation.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteStartArray("jobs");
                        foreach (var job in jobs)
                        {
                            json.WriteStartObject();
                            json.WriteNumber("id", job.Id.Value);
                            json.WriteString("name", job.Name);
                            json.WriteString("state", job.State.Word());
                            json.WriteNumber("total", job.Total);
                            json.WriteNumber("succeeded", job.In(TaskState.Succeeded));
                            json.WriteNumber("failed", job.Failed);
                            json.WriteNumber("running", job.Running);
                            json.WriteInstant("submitted", job.Submitted);
                            json.WriteTags(job);
                            json.WriteEndObject();
                        }

                        json.WriteEndArray();
                    })
                );
                break;
            case OutputMode.Quiet:
                foreach (var job in jobs)
                {
                    Invocation.Out.WriteLine(job.Id);
                }

                break;
            default:
                var columns = new Columns("ID", "NAME", "STATE", "DONE", "FAILED", "RUNNING", "SUBMITTED");
                foreach (var job in jobs)
                {
                    columns.Add(
                        job.Id.ToString(),
                        job.Name,
                        job.State.Word(),
                        $"{job.Done}/{job.Total}",
                        job.Failed.ToString(),
                        job.Running.ToString(),
                        Words.Time(job.Submitted)
                    );
                }

                columns.Write(Invocation.Out);
                break;
        }

        return ExitCode.Success;
    }
}
