using System.CommandLine;
using System.Diagnostics;
using Rota.App.Explaining;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Steering;

/// <summary>
/// <c>rota wait</c>: blocks until jobs have ended that another process runs. Where nobody does, it says so and waits on:
/// somebody may go on with them, and <c>--timeout</c> is there for scripts.
/// </summary>
internal static class WaitCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly Argument<long[]> Ids = new("ID")
    {
        Description = "The jobs",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "Longest wait: 90s, 2h; then exit code 4",
    };

    public static Command Create()
    {
        var command = new Command("wait", "Wait until jobs have ended; the exit code is the worst of theirs")
        {
            Ids,
            Timeout,
        };
        command.SetAction(parsed => Wait(new Invocation(parsed)));
        return command;
    }

    private static int Wait(Invocation cli)
    {
        TimeSpan? limit =
            cli.Get(Timeout) is not { } text ? null
            : Duration.TryParse(text, out var duration) ? duration
            : throw new ProblemException(ProblemCodes.Usage, $"--timeout {text}", Duration.Form);
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        using var interrupts = new Interrupts(() => { });
        var attention = new WaitAttention(state, queries);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var jobs = cli.Get(Ids)!.Select(id => KnownJob.Find(queries, id)).ToArray();
            if (jobs.All(job => job.Ended is not null))
            {
                return Answer(cli, jobs, null, jobs.Max(Summary.CodeOf));
            }

            if (interrupts.MustLeave || interrupts.Count > 0)
            {
                return Left(cli, attention, jobs, "waiting ended, the jobs did not", ExitCode.Interrupted);
            }

            if (limit is { } most && Stopwatch.GetElapsedTime(started) > most)
            {
                return Left(cli, attention, jobs, $"waited {Words.Duration(most)}", ExitCode.TimedOut);
            }

            attention.Tell(jobs);
            Thread.Sleep(Pace);
        }
    }

    /// <summary>Says how what was waited for stands, and who goes on with it.</summary>
    private static int Left(Invocation cli, WaitAttention attention, JobRow[] jobs, string why, int code)
    {
        var server = attention.Server;
        if (cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine(why);
            foreach (var job in jobs.Where(job => job.Ended is null))
            {
                Screen.Error.WriteLine(
                    $"job {job.Id} is {job.State.Word()}, {job.Done}/{job.Total} ended; "
                        + (ServedNotes.Sentence(job, server) ?? $"{server!.Name} goes on with it")
                );
            }
        }

        return Answer(cli, jobs, server, code);
    }

    private static int Answer(Invocation cli, JobRow[] jobs, Server? server, int code)
    {
        if (cli.Output == OutputMode.Json)
        {
            JobAnswer.PrintJson(jobs, (json, job) => json.WriteFlag("served", ServedNotes.IsServed(job, server)));
        }

        return code;
    }
}
