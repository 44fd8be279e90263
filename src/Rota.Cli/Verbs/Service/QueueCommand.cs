using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;
using Rota.Core.Schedules;

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
        HelpName = "N|none",
    };
    private static readonly Option<string[]> Open = new("--open")
    {
        Description = "Start tasks of it at these hours only: 22:00-06:00, mon-fri 22:00-06:00; none for always",
        HelpName = "HOURS|none",
    };
    private static readonly Option<string> Zone = new("--timezone")
    {
        Description = "Whose clock --open means. Default: UTC",
        HelpName = "ZONE",
    };

    public static Command Create()
    {
        var command = new Command("queue", "List queues; set how many of their tasks run, pause them, resume them");
        command.SetAction(parsed => List(new Invocation(parsed)));
        var list = new Command("ls", "List queues");
        list.SetAction(parsed => List(new Invocation(parsed)));
        command.Add(list);
        var set = new Command("set", "Set how many tasks of a queue run at a time, and at which hours they start")
        {
            Name,
            Concurrency,
            Open,
            Zone,
        };
        set.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Print(cli, Settings(cli).Select(change => Change(cli, change)).ToArray()[^1]);
        });
        command.Add(set);
        command.Add(Changing("pause", "Start nothing more of a queue; what runs goes on", cli => Pause(cli, true)));
        command.Add(Changing("resume", "Let a queue go on", cli => Pause(cli, false)));
        command.Add(Changing("rm", "Forget what was set for a queue", Removal));
        return command;
    }

    private static Command Changing(string verb, string what, Func<Invocation, QueueChange> read)
    {
        var command = new Command(verb, what) { Name };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Print(cli, Change(cli, read(cli)));
        });
        return command;
    }

    private static QueueList Change(Invocation cli, QueueChange change)
    {
        try
        {
            return QueueCases.Change(cli.Site, change);
        }
        catch (ProblemException problem) when (problem.Problem.Code == ProblemCodes.NoSuchQueue)
        {
            // What cannot be a queue's name is told first.
            _ = NameOf(cli);
            throw;
        }
    }

    private static QueueChange Limit(Invocation cli)
    {
        var (name, text) = (NameOf(cli), cli.Get(Concurrency)!);
        return text == "none" ? new QueueChange.Limit(name, null)
            : int.TryParse(text, out var limit) && limit >= 0 ? new QueueChange.Limit(name, limit)
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--concurrency {text}: a number from 0 on, or none",
                $"try: rota queue set {name} --concurrency 4"
            );
    }

    private static List<QueueChange> Settings(Invocation cli)
    {
        var changes = new List<QueueChange>();
        if (cli.Get(Concurrency) is not null)
        {
            changes.Add(Limit(cli));
        }

        if (cli.Get(Open) is { Length: > 0 } open)
        {
            var hours = string.Join(", ", open);
            changes.Add(
                new QueueChange.Open(
                    NameOf(cli),
                    hours == "none" ? null : hours,
                    cli.Get(Zone) ?? ScheduleSpec.DefaultZone
                )
            );
        }
        else if (cli.Get(Zone) is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--timezone says whose clock --open means, and there is no --open",
                $"try: rota queue set {NameOf(cli)} --open 22:00-06:00 --timezone Europe/Paris"
            );
        }

        return changes.Count > 0
            ? changes
            : throw new ProblemException(
                ProblemCodes.Usage,
                "nothing is set: give --concurrency or --open",
                $"try: rota queue set {NameOf(cli)} --concurrency 4"
            );
    }

    private static QueueChange Pause(Invocation cli, bool isPaused) => new QueueChange.Pause(NameOf(cli), isPaused);

    private static QueueChange Removal(Invocation cli) => new QueueChange.Removal(cli.Get(Name)!);

    private static string NameOf(Invocation cli) =>
        StatedOptions.One(new JobOption(cli.Verb, "queue", cli.Get(Name)!)).Queue!;

    private static int List(Invocation cli) => Print(cli, QueueCases.List(cli.Site));

    private static int Print(Invocation cli, QueueList list)
    {
        Answer.Print(cli.Output, list, QueueJson.Default.QueueList, PrintTable);
        return ExitCode.Success;
    }

    private static string HoursOf(QueueView queue) =>
        queue switch
        {
            { Open: null } => "always",
            { OpenNow: null } => $"{queue.Open} in {queue.Timezone}, which this machine does not know",
            { Left: null } => $"{queue.Open} {queue.Timezone}",
            { Left: { } left } =>
                $"{queue.Open} {queue.Timezone}, {(queue.OpenNow == true ? "closes" : "opens")} in {Words.Duration(left)}",
        };

    private static void PrintTable(QueueList list)
    {
        var hasHours = list.Queues.Any(queue => queue.Open is not null);
        string[] heads = ["QUEUE", "LIMIT", "RUNNING", "OPEN JOBS", "STATE"];
        var columns = new Columns([.. heads, .. hasHours ? ["OPEN"] : Array.Empty<string>()]);
        foreach (var queue in list.Queues)
        {
            string[] cells =
            [
                queue.Name,
                queue.Concurrency?.ToString() ?? "none",
                queue.Running.ToString(),
                queue.OpenJobs.ToString(),
                queue.Paused ? "paused"
                    : queue.OpenNow == false ? "closed"
                    : "open",
            ];
            columns.Add([.. cells, .. hasHours ? [HoursOf(queue)] : Array.Empty<string>()]);
        }

        columns.Write(Screen.Out);
    }
}
