using System.CommandLine;
using Rota.Cli.Foreground;
using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Commands;

/// <summary><c>rota cancel</c>, <c>pause</c>, <c>priority</c>: requests to who runs the state, or done here.</summary>
internal static class RequestCommands
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public static Command CreateCancel() =>
        Create("cancel", "Cancel jobs: nothing more starts, what runs is stopped", RequestKind.Cancel, null);

    public static Command CreatePause() =>
        Create(
            "pause",
            "Pause jobs: nothing more starts, what runs goes on; rota resume goes on",
            RequestKind.Pause,
            null
        );

    public static Command CreatePriority()
    {
        var value = new Option<int>("--to") { Description = "Higher first", Required = true };
        return Create("priority", "Set the priority of jobs", RequestKind.Priority, value);
    }

    private static Command Create(string name, string description, RequestKind kind, Option<int>? value)
    {
        var ids = new Argument<long[]>("ID") { Description = "The jobs", Arity = ArgumentArity.OneOrMore };
        var plan = new Option<bool>("--plan") { Description = "Show which jobs are meant, and do nothing" };
        var command = new Command(name, description) { ids, plan };
        if (value is not null)
        {
            command.Add(value);
        }

        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var argument = value is null ? "" : cli.Get(value).ToString();
            return cli.Get(plan) ? Plan(cli, cli.Get(ids)!, name) : Carry(cli, cli.Get(ids)!, kind, argument);
        });
        return command;
    }

    /// <summary>Shows what a verb would do with these jobs, and does nothing.</summary>
    public static int Plan(Invocation cli, IEnumerable<long> ids, string verb)
    {
        using var queries = new JobQueries(cli.OpenState());
        var jobs = ids.Select(id => Invocation.Job(queries, id)).ToList();
        if (cli.Output == OutputMode.Json)
        {
            JobAnswer.PrintJson(jobs);
            return ExitCode.Success;
        }

        foreach (var job in jobs)
        {
            Invocation.Out.WriteLine(
                $"would {verb} job {job.Id} {Plain.Line(job.Name)}: {job.State.Word()}, "
                    + $"{job.Running} running, {job.Waiting} waiting"
            );
        }

        return ExitCode.Success;
    }

    private static int Carry(Invocation cli, long[] ids, RequestKind kind, string argument)
    {
        var state = cli.OpenState();
        var jobs = Checked(state, ids);
        using var desk = new JobDesk(state);
        var requests = jobs.Select(job => desk.Ask(job, kind, argument, Invocation.Now)).ToArray();
        using var run = new ForegroundRun(state, [], slots: null);
        while (
            requests.Any(request => !run.Queries.IsDone(request))
            || (kind == RequestKind.Cancel && jobs.Any(job => run.Queries.Job(job) is { Ended: null }))
        )
        {
            run.WaitForChange(Pace);
        }

        Answer(cli, jobs.Select(job => run.Queries.Job(job)!).ToArray());
        return ExitCode.Success;
    }

    private static void Answer(Invocation cli, IEnumerable<JobRow> jobs)
    {
        switch (cli.Output)
        {
            case OutputMode.Json:
                JobAnswer.PrintJson(jobs);
                break;
            case OutputMode.Human:
                foreach (var job in jobs)
                {
                    Invocation.Error.WriteLine($"job {job.Id}: {job.State.Word()}");
                }

                break;
        }
    }

    private static List<JobId> Checked(StateDirectory state, long[] ids)
    {
        using var queries = new JobQueries(state);
        return
        [
            .. ids.Select(id => Invocation.Job(queries, id))
                .Select(job =>
                    job.Ended is null
                        ? job.Id
                        : throw new CommandFailure(
                            ExitCode.BadInput,
                            "job-ended",
                            $"job {job.Id} has ended ({job.State.Word()})"
                        )
                ),
        ];
    }
}
