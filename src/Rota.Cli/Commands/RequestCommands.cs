using System.CommandLine;
using Rota.Cli.Foreground;
using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Commands;

/// <summary>Requests to who runs the state, or done here.</summary>
internal static class RequestCommands
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>A verb that asks something of jobs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="value">The option that says more, or null.</param>
    /// <param name="read">Makes the argument of the request of it.</param>
    public static Command Create(
        string name,
        string description,
        RequestKind kind,
        Option<string>? value = null,
        Func<string, string>? read = null
    )
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
            var argument = value is null ? "" : read!(cli.Get(value)!);
            return cli.Get(plan) ? Plan(cli, cli.Get(ids)!, name) : Carry(cli, cli.Get(ids)!, kind, argument);
        });
        return command;
    }

    /// <summary>Shows what a verb would do with these jobs, and does nothing.</summary>
    public static int Plan(Invocation cli, IEnumerable<long> ids, string verb)
    {
        using var queries = new JobQueries(cli.OpenState());
        foreach (var job in ids.Select(id => Invocation.Job(queries, id)))
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
                Invocation.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteStartArray("jobs");
                        foreach (var job in jobs)
                        {
                            json.WriteStartObject();
                            json.WriteNumber("id", job.Id.Value);
                            json.WriteString("state", job.State.Word());
                            json.WriteEndObject();
                        }

                        json.WriteEndArray();
                    })
                );
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
