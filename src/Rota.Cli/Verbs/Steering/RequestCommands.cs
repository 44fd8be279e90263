using System.CommandLine;
using System.Text.Json;
using Rota.App.Following;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

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
        var asked = Asked.Of(cli.OpenState(), ids);
        if (cli.Output == OutputMode.Json)
        {
            using var queries = new JobQueries(cli.OpenState());
            JobAnswer.PrintJson(asked.Open, (json, job) => WriteFacts(json, job, queries), asked.WriteRefused);
            return asked.TellRefused();
        }

        foreach (var job in asked.Open)
        {
            Screen.Out.WriteLine(
                $"would {verb} job {job.Id} {Plain.Line(job.Name)}: {job.State.Word()}, "
                    + $"{job.Running} running, {job.Waiting} waiting"
            );
        }

        return asked.TellRefused();
    }

    /// <summary>Carries it out for each job that is open: one that has ended keeps no other from it.</summary>
    private static int Carry(Invocation cli, long[] ids, RequestKind kind, string argument)
    {
        var state = cli.OpenState();
        var asked = Asked.Of(state, ids);
        if (asked.Open.Count == 0)
        {
            return asked.TellRefused();
        }

        var jobs = asked.Open.Select(job => job.Id).ToArray();
        using var desk = new JobDesk(state);
        var requests = jobs.Select(job => desk.Ask(job, kind, argument, WallClock.Now)).ToArray();
        using var run = new ForegroundRun(state, [], slots: null);
        while (
            requests.Any(request => !run.Queries.IsDone(request))
            || (kind == RequestKind.Cancel && jobs.Any(job => run.Queries.Job(job) is { Ended: null }))
        )
        {
            run.WaitForChange(Pace);
        }

        Answer(cli, kind, [.. jobs.Select(job => run.Queries.Job(job)!)], run.Queries, asked);
        return asked.TellRefused();
    }

    private static void Answer(Invocation cli, RequestKind kind, JobRow[] jobs, JobQueries queries, Asked asked)
    {
        switch (cli.Output)
        {
            case OutputMode.Json:
                JobAnswer.PrintJson(jobs, (json, job) => WriteFacts(json, job, queries), asked.WriteRefused);
                break;
            case OutputMode.Human:
                foreach (var job in jobs)
                {
                    Screen.Error.WriteLine(
                        kind switch
                        {
                            RequestKind.Priority => $"job {job.Id}: priority {job.Priority} ({job.State.Word()})",
                            RequestKind.Parallel =>
                                $"job {job.Id}: {Words.AtATime(queries.MaxParallel(job.Id))} ({job.State.Word()})",
                            _ => $"job {job.Id}: {job.State.Word()}",
                        }
                    );
                }

                break;
        }
    }

    private static void WriteFacts(Utf8JsonWriter json, JobRow job, JobQueries queries)
    {
        json.WriteNumber("priority", job.Priority);
        json.WriteInteger("max_parallel", queries.MaxParallel(job.Id));
    }
}
