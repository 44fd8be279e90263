using Rota.App.Explaining;
using Rota.App.Following;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>Follows one job with progress and Ctrl-C, to the exit code.</summary>
internal sealed class Follower(Invocation cli, IHome home, FollowOptions options)
{
    private static readonly TimeSpan TerminalPace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PipePace = TimeSpan.FromMilliseconds(500);

    /// <summary>Follows the job to its end, or until the person leaves.</summary>
    public int Follow(JobId job)
    {
        var events = options.Events;
        using var run = new ForegroundRun(home, [job], options.Slots) { Node = cli.Site.Node };
        var changes = new JobChanges(run.Queries, job, isNew: options.IsNew == true);
        var spec = events is null ? null : run.Queries.Spec(job);
        using var progress = new ProgressView(cli, home.State, run.Queries, job);
        var standstill = StandstillNotes.Of(home.State, cli.Site.Node, run.Queries);
        using var interruption = new Interruption(cli, run, progress);
        using var printer = options.Print is { } print
            ? new OutputPrinter(run.Queries, home.State, job, print, progress)
            : null;

        // What its own runner has committed since the last look belongs to the events too.
        void Rest() => events?.Write(changes.Next(), spec!, run.Queries);
        while (true)
        {
            run.WaitForChange(Screen.IsTerminal || printer is not null ? TerminalPace : PipePace);
            var isCurrent = options.Request is not { } request || run.Queries.IsDone(request);
            var row =
                run.Queries.Job(job)
                ?? throw new ProblemException(ProblemCodes.NoSuchJob, $"job {job} is gone: somebody pruned it");
            var news = changes.Next();
            events?.Write(news, spec!, run.Queries);
            options.Records?.Write(news, run.Queries, home.State, row);
            if (printer?.TryPrint(news) == false)
            {
                // Whoever read it has seen enough. What runs goes on.
                progress.End();
                _ = Leave(run, row, Rest);
                return ExitCode.BrokenPipe;
            }

            if (row.Ended is not null && isCurrent)
            {
                // A short job ends before it was ever shown.
                progress.Show(run.Runner?.Notice);
                progress.End();
                var code = Summary.Print(cli, run.Queries, row, options.IsNew, interruption.WasCancelled);
                return Concluded(code, printer?.Notice ?? options.Records?.Notice, job);
            }

            progress.Show(
                row,
                run.Runner?.Notice
                    ?? events?.Notice
                    ?? printer?.Notice
                    ?? options.Records?.Notice
                    ?? (isCurrent && row.State == JobState.Paused ? Paused(job) : null),
                news
            );
            if (isCurrent && row.State != JobState.Paused && standstill.New(row) is { } waits)
            {
                progress.Say(waits);
            }

            if (interruption.MustLeave(row))
            {
                progress.End();
                return Leave(run, row, Rest);
            }
        }
    }

    private static string Paused(JobId job) =>
        $"job {job} is paused: nothing more of it starts before rota resume {job}, in another terminal";

    /// <summary>
    /// A job that succeeded is not all that was asked for where its output was to be printed or written.
    /// </summary>
    private static int Concluded(int code, string? notice, JobId job)
    {
        if (notice is null)
        {
            return code;
        }

        Screen.Error.WriteLine($"{notice}. It is kept: rota logs {job}");
        return code == ExitCode.Success ? ExitCode.Unreachable : code;
    }

    private static int Leave(ForegroundRun run, JobRow row, Action rest)
    {
        run.Leave();
        rest();
        Screen.Error.WriteLine(InterruptWords.Left(row, run.Other));
        return ExitCode.Interrupted;
    }
}
