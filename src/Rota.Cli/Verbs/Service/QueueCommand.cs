using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota queue</c>: named limits, set while jobs run.</summary>
internal static class QueueCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The queue; default is that of jobs that name none",
    };
    private static readonly Option<string> Concurrency = new("--concurrency")
    {
        Description = "Tasks of it at a time; none takes the limit away",
        Required = true,
        HelpName = "N|none",
    };

    public static Command Create()
    {
        var command = new Command("queue", "List queues; set how many of their tasks run, pause them, resume them");
        command.SetAction(parsed => List(new Invocation(parsed)));
        var list = new Command("ls", "List queues");
        list.SetAction(parsed => List(new Invocation(parsed)));
        command.Add(list);
        command.Add(On("set", "Set how many tasks of a queue run at a time", Set, Concurrency));
        command.Add(
            On("pause", "Start nothing more of a queue; what runs goes on", (_, desk, name) => desk.Pause(name, true))
        );
        command.Add(On("resume", "Let a queue go on", (_, desk, name) => desk.Pause(name, false)));
        command.Add(On("rm", "Forget what was set for a queue", Remove));
        return command;
    }

    private static Command On(
        string verb,
        string what,
        Action<Invocation, QueueDesk, string> act,
        params Option[] options
    )
    {
        var command = new Command(verb, what) { Name };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            // A name that an older version let in can still be forgotten.
            var name =
                verb == "rm" ? cli.Get(Name)! : StatedOptions.One(new JobOption(verb, "queue", cli.Get(Name)!)).Queue!;
            using (var desk = new QueueDesk(cli.CreateState()))
            {
                act(cli, desk, name);
            }
            return List(cli);
        });
        return command;
    }

    private static void Set(Invocation cli, QueueDesk desk, string name)
    {
        var text = cli.Get(Concurrency)!;
        if (text == "none")
        {
            desk.SetConcurrency(name, null);
        }
        else if (int.TryParse(text, out var limit) && limit >= 0)
        {
            desk.SetConcurrency(name, limit);
        }
        else
        {
            throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                $"--concurrency {text}: a number from 0 on, or none",
                $"try: rota queue set {name} --concurrency 4"
            );
        }
    }

    private static void Remove(Invocation cli, QueueDesk desk, string name)
    {
        if (!desk.Remove(name))
        {
            _ = StatedOptions.One(new JobOption("rm", "queue", name));
            throw new CommandFailure(
                ExitCode.BadInput,
                "no-such-queue",
                $"nothing is set for queue {Plain.Line(name)}",
                "try: rota queue ls"
            );
        }
    }

    private static int List(Invocation cli)
    {
        using var queries = new JobQueries(cli.OpenState());
        var queues = new QueueQuery(queries).All();
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteStartArray("queues");
                    foreach (var queue in queues)
                    {
                        json.WriteStartObject();
                        json.WriteString("name", queue.Name);
                        json.WriteInteger("concurrency", queue.Concurrency);
                        json.WriteBoolean("paused", queue.IsPaused);
                        json.WriteNumber("running", queue.Running);
                        json.WriteNumber("open_jobs", queue.OpenJobs);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                })
            );
            return ExitCode.Success;
        }
        if (cli.Output == OutputMode.Human)
        {
            var columns = new Columns("QUEUE", "LIMIT", "RUNNING", "OPEN JOBS", "STATE");
            foreach (var queue in queues)
            {
                columns.Add(
                    queue.Name,
                    queue.Concurrency?.ToString() ?? "none",
                    queue.Running.ToString(),
                    queue.OpenJobs.ToString(),
                    queue.IsPaused ? "paused" : "open"
                );
            }

            columns.Write(Screen.Out);
        }

        return ExitCode.Success;
    }
}
