using System.CommandLine;
using System.Diagnostics;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Core.JobFiles.Notation;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota wait</c>: blocks until jobs have ended. <c>--timeout</c> is there for scripts.</summary>
internal static class WaitCommand
{
    private static readonly Argument<string[]> Jobs = JobArguments.Many(ArgumentArity.OneOrMore, "The jobs");
    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "Longest wait: 90s, 2h; then exit code 4",
    };

    public static Command Create()
    {
        var command = new Command("wait", "Wait until jobs have ended; the exit code is the worst of theirs")
        {
            Jobs,
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
        using var interrupts = new Interrupts(() => { });
        using var progress =
            cli.Remote is null && cli.Output == OutputMode.Human && Screen.IsTerminal
                ? new WaitView(cli.OpenHome().State)
                : null;
        var request = new WaitRequest(cli.Get(Jobs)!, limit);
        var waited = cli.Ask(
            site =>
                WaitCases.Wait(
                    site,
                    request,
                    progress is null ? Screen.Error.WriteLine : progress.Say,
                    MustLeave,
                    progress is null ? null : progress.Show
                ),
            server => RemoteWait.Wait(server, request, Screen.Error.WriteLine, MustLeave)
        );
        progress?.Dispose();
        Answer.Print(cli.Output, waited, SteeringJson.Default.AwaitedJobs, jobs => TellLeft(jobs, limit));
        return waited.End switch
        {
            WaitEnd.Ended => waited.Jobs.Max(job => Summary.CodeOf(job.Job)),
            WaitEnd.Left => ExitCode.Interrupted,
            WaitEnd.TimedOut => ExitCode.TimedOut,
            _ => throw new UnreachableException(),
        };

        bool MustLeave() => interrupts.MustLeave || interrupts.Count > 0;
    }

    /// <summary>Says how what was waited for stands, and who goes on with it.</summary>
    private static void TellLeft(AwaitedJobs waited, TimeSpan? limit)
    {
        if (waited.End == WaitEnd.Ended)
        {
            return;
        }

        Screen.Error.WriteLine(
            waited.End == WaitEnd.TimedOut
                ? $"waited {Words.Duration(limit!.Value)}"
                : "waiting ended, the jobs did not"
        );
        foreach (var job in waited.Jobs.Where(job => job.Fate is not null))
        {
            Screen.Error.WriteLine($"job {job.Id} is {job.State}, {job.Done}/{job.Total} ended; {job.Fate}");
        }
    }
}
