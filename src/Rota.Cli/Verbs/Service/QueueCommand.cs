using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota queue</c>: named limits, set while jobs run.</summary>
internal static class QueueCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The queue; default is that of jobs that name none",
    };

    public static Command Create()
    {
        var command = new Command("queue", "List queues; set how many of their tasks run, pause them, resume them");
        command.SetAction(parsed => List(new Invocation(parsed)));
        var list = new Command("ls", "List queues");
        list.SetAction(parsed => List(new Invocation(parsed)));
        command.Add(list);
        command.Add(QueueSetCommand.Create(Name));
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

    internal static QueueList Change(Invocation cli, QueueChange change)
    {
        try
        {
            return cli.Ask(site => QueueCases.Change(site, change), server => RemoteQueues.Change(server, change));
        }
        catch (ProblemException problem) when (problem.Problem.Code == LimitProblems.NoSuchQueue)
        {
            // What cannot be a queue's name is told first.
            _ = NameOf(cli);
            throw;
        }
    }

    private static QueueChange Pause(Invocation cli, bool isPaused) => new QueueChange.Pause(NameOf(cli), isPaused);

    private static QueueChange Removal(Invocation cli) => new QueueChange.Removal(cli.Get(Name)!);

    internal static string NameOf(Invocation cli) =>
        StatedOptions.One(new JobOption(cli.Verb, "queue", cli.Get(Name)!)).Queue!;

    private static int List(Invocation cli) => Print(cli, cli.Ask(QueueCases.List, RemoteQueues.List));

    internal static int Print(Invocation cli, QueueList list)
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
            { Left: { } left, OpenNow: true } => $"{queue.Open} {queue.Timezone}, closes in {Words.Duration(left)}",
            { Left: { } left } => $"{queue.Open} {queue.Timezone}, opens in {Words.Duration(left)}",
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
