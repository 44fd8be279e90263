using System.CommandLine;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Looking;
using Rota.Core.JobFiles;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota set</c>: what a job may be told while it runs.</summary>
internal static class SetCommand
{
    private const string None = "none";

    private static readonly Argument<string[]> Jobs = JobArguments.Many(ArgumentArity.ZeroOrMore, "The jobs");

    private static readonly Option<string[]> Tags = new("--tags")
    {
        Description = "All open jobs with this label",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> MaxParallel = new("--max-parallel")
    {
        Description = "Tasks of each job at a time, as -j has it; none for as many as there is room for",
        HelpName = SlotOption.Forms + "|none",
    };

    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "Longest run of an attempt, also of those that run; none for as long as it takes",
        HelpName = "TIME|none",
    };

    private static readonly Option<string?> Priority = new("--priority")
    {
        Description = "Higher first",
        HelpName = "N",
    };

    private static readonly Option<string?> Queue = new("--queue")
    {
        Description = "The queue of what has not started; what runs stays in its own until it ends",
    };

    private static readonly Option<string?> Task = new("--task")
    {
        Description = "Only this entry gets the timeout and the limit",
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which jobs are meant and what they get, and do nothing",
    };

    public static Command Create()
    {
        var command = new Command("set", "Change what holds for jobs while they run: their limits and their place")
        {
            Jobs,
            MaxParallel,
            Timeout,
            Priority,
            Queue,
            Task,
            Tags,
            Plan,
        };
        command.SetAction(parsed => Set(new Invocation(parsed)));
        command.Add(SetDaemonCommand.Create());
        return command;
    }

    private static int Set(Invocation cli)
    {
        Request[] asked = [.. Asked(cli)];
        if (asked.Length == 0)
        {
            throw OneLiner.Usage(
                "nothing is set",
                "say what: --max-parallel 8, --timeout 2h, --priority 5, --queue night",
                "slots of a daemon: rota set daemon -j 16"
            );
        }

        var request = new JobsRequest(cli.Get(Jobs) ?? [], asked) { Tags = Pairs.Read(cli.Get(Tags), Tags.Name) };
        if (request.Jobs.Count == 0 && request.Tags.Count == 0)
        {
            throw OneLiner.Usage(
                "no job is named",
                "try: rota set 42 --priority 5, or --tags team=vision for all with it"
            );
        }

        return cli.Get(Plan) ? RequestCommands.Plan(cli, request, "set") : RequestCommands.Ask(cli, request);
    }

    private static IEnumerable<Request> Asked(Invocation cli)
    {
        var entry = cli.Get(Task);
        if (entry is not null && cli.Get(Timeout) is null && cli.Get(MaxParallel) is null)
        {
            throw OneLiner.Usage(
                "--task goes with --timeout and --max-parallel",
                "priority and queue are of the whole job"
            );
        }

        if (cli.Get(Priority) is { } priority)
        {
            yield return new Request.Priority(
                StatedOptions.One(new JobOption(Priority.Name, "priority", priority)).Priority!.Value
            );
        }

        if (cli.Get(MaxParallel) is { } most)
        {
            yield return new Request.Parallel(most == None ? null : SlotOption.Read(MaxParallel.Name, most), entry);
        }

        if (cli.Get(Queue) is { } queue)
        {
            yield return new Request.Queue(StatedOptions.One(new JobOption(Queue.Name, "queue", queue)).Queue!);
        }

        if (cli.Get(Timeout) is { } timeout)
        {
            yield return new Request.Timeout(
                timeout == None
                    ? null
                    : StatedOptions.One(new JobOption(Timeout.Name, "timeout", timeout)).Policy.Timeout,
                entry
            );
        }
    }
}
