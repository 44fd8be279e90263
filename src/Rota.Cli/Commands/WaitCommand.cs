using System.CommandLine;
using System.Diagnostics;
using Rota.Cli.Foreground;
using Rota.Cli.Output;
using Rota.Cli.Service;
using Rota.Core.JobFiles.Notation;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary><c>rota wait</c>: blocks until jobs have ended that another process runs.</summary>
internal static class WaitCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(1);
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
            : throw new CommandFailure(ExitCode.BadInput, "usage", $"--timeout {text}", Duration.Form);
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var isTold = cli.Output != OutputMode.Human;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var jobs = cli.Get(Ids)!.Select(id => Invocation.Job(queries, id)).ToArray();
            if (jobs.All(job => job.Ended is not null))
            {
                return Answered(cli, jobs, jobs.Max(Summary.CodeOf));
            }

            if (limit is { } most && Stopwatch.GetElapsedTime(started) > most)
            {
                return Answered(cli, jobs, ExitCode.TimedOut);
            }

            if (!isTold && Stopwatch.GetElapsedTime(started) > Doubt && !Served.IsServed(state))
            {
                isTold = true;
                Invocation.Error.WriteLine(
                    "nobody runs jobs of this state now; this waits until somebody does: rota up, or rota resume"
                );
            }

            Thread.Sleep(Pace);
        }
    }

    private static int Answered(Invocation cli, IEnumerable<JobRow> jobs, int code)
    {
        if (cli.Output == OutputMode.Json)
        {
            JobAnswer.PrintJson(jobs);
        }

        return code;
    }
}
