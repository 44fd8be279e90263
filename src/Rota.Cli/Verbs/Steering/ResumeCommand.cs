using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota resume</c>: goes on with unfinished jobs here, paused ones included.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<long?> Id = new("ID")
    {
        Description = "The job; without it, all unfinished ones",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly SlotOption Slots = new();
    private static readonly Option<string?> Events = new("--events")
    {
        Description = "Write one line of JSON for each change",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "In the background: the daemon runs them, or a process of their own until they have ended",
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which jobs are meant, and do nothing",
    };

    public static Command Create()
    {
        var command = new Command("resume", "Go on with unfinished or paused jobs in the foreground")
        {
            Id,
            Slots,
            Events,
            Detach,
            Plan,
        };
        command.SetAction(parsed => Resume(new Invocation(parsed)));
        return command;
    }

    private static int Resume(Invocation cli)
    {
        var state = cli.OpenState();
        if (cli.Get(Plan))
        {
            return RequestCommands.Plan(cli, Chosen(cli, state).Select(job => job.Value), "resume");
        }

        var jobs = Chosen(cli, state);
        if (!cli.Get(Detach))
        {
            return Follow(cli, state, jobs);
        }

        // Another process writes it. That it cannot is told here.
        EventFile.Open(cli.Get(Events))?.Dispose();
        return ResumeDetached.Resume(cli, state, jobs, Options(cli));
    }

    private static int Follow(Invocation cli, StateDirectory state, List<JobId> jobs)
    {
        using var events = EventFile.Open(cli.Get(Events));
        var worst = ExitCode.Success;
        foreach (var job in jobs)
        {
            SecretNotes.TellMissing(cli, state, job);
            SlotNotes.Tell(cli, state, job, Slots.Of(cli));
            var code = new Follower(
                cli,
                state,
                new FollowOptions
                {
                    Slots = Slots.Of(cli),
                    Events = events,
                    Request = Ask(state, job),
                }
            ).Follow(job);
            if (code == ExitCode.Interrupted)
            {
                return code;
            }

            worst = Math.Max(worst, code);
        }

        return worst;
    }

    /// <summary>Asks whoever runs the state to go on with the job.</summary>
    /// <returns>The request after which it is not paused any more.</returns>
    public static long Ask(StateDirectory state, JobId job)
    {
        using var desk = new JobDesk(state);
        var request = desk.Ask(job, new Request.Resume(), WallClock.Now);
        desk.Ask(job, new Request.Run(), WallClock.Now);
        return request;
    }

    /// <summary>The options as another process is given them.</summary>
    private static List<string> Options(Invocation cli)
    {
        var options = new List<string>();
        options.AddRange(cli.Get(Slots) is { } slots ? [$"--slots={slots}"] : []);
        options.AddRange(cli.Get(Events) is { } events ? ["--events=" + events] : []);
        options.AddRange(cli.Get(Invocation.VerboseOption) ? ["--verbose"] : []);
        return options;
    }

    private static List<JobId> Chosen(Invocation cli, StateDirectory state)
    {
        using var queries = new JobQueries(state);
        if (cli.Get(Id) is { } id)
        {
            var job = KnownJob.Find(queries, id);
            return job.Ended is null
                ? [job.Id]
                : throw new ProblemException(
                    ProblemCodes.JobEnded,
                    $"job {id} has ended ({job.State.Word()})",
                    job.State == JobState.Succeeded
                        ? $"there is nothing to do; for all of it once more: rota rerun {id} --all"
                        : $"run tasks again with: rota rerun {id} --failed"
                );
        }

        var jobs = queries
            .Unfinished()
            .OrderByDescending(job => job.Priority)
            .ThenBy(job => job.Id)
            .Select(job => job.Id)
            .ToList();
        if (jobs.Count == 0 && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine("no unfinished jobs");
        }

        return jobs;
    }
}
