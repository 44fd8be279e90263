using System.CommandLine;
using System.Diagnostics;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;

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
            cli.Output == OutputMode.Human && Screen.IsTerminal ? new WaitView(cli.OpenHome().State) : null;
        var waited = WaitCases.Wait(
            cli.Site,
            new WaitRequest(cli.Get(Jobs)!, limit),
            progress is null ? Screen.Error.WriteLine : progress.Say,
            () => interrupts.MustLeave || interrupts.Count > 0,
            progress is null ? null : progress.Show
        );
        progress?.Dispose();
        Answer.Print(cli.Output, waited, SteeringJson.Default.AwaitedJobs, jobs => TellLeft(jobs, limit));
        return waited.End switch
        {
            WaitEnd.Ended => waited.Jobs.Max(job => Summary.CodeOf(job.Row)),
            WaitEnd.Left => ExitCode.Interrupted,
            WaitEnd.TimedOut => ExitCode.TimedOut,
            _ => throw new UnreachableException(),
        };
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
        foreach (var job in waited.Jobs.Select(job => job.Row).Where(job => job.Ended is null))
        {
            Screen.Error.WriteLine(
                $"job {job.Id} is {job.State.WireName()}, {job.Done}/{job.Total} ended; "
                    + (ServedNotes.Sentence(job, waited.Server) ?? $"{waited.Server!.Name} goes on with it")
            );
        }
    }
}
