using Rota.Cli.Commands;
using Rota.Core.Model;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Foreground;

/// <summary>Follows one job with progress and Ctrl-C, to the exit code.</summary>
internal sealed class Follower(Invocation cli, StateDirectory state, FollowOptions options)
{
    private static readonly TimeSpan TerminalPace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PipePace = TimeSpan.FromMilliseconds(500);

    /// <summary>Follows the job to its end, or until the person leaves.</summary>
    public int Follow(JobId job)
    {
        var events = options.Events;
        using var run = new ForegroundRun(state, [job], options.Slots)
        {
            Committed = events is null ? null : events.Write,
        };
        using var interrupts = new Interrupts(run.Wake);
        var progress = new ProgressView(cli, run.Queries, job);
        using var printer = options.Print is { } print ? new OutputPrinter(run.Queries, state, job, print) : null;
        var isAsked = false;
        while (true)
        {
            run.WaitForChange(Invocation.IsTerminal || printer is not null ? TerminalPace : PipePace);
            var isCurrent = options.Request is not { } request || run.Queries.IsDone(request);
            var row =
                run.Queries.Job(job)
                ?? throw new CommandFailure(
                    ExitCode.Unreachable,
                    "no-such-job",
                    $"job {job} is gone: somebody pruned it"
                );
            if (printer?.TryPrint() == false)
            {
                // Whoever read it has seen enough. What runs goes on.
                progress.End();
                _ = Leave(job, row);
                return ExitCode.BrokenPipe;
            }

            if (row.Ended is not null && isCurrent)
            {
                // A short job ends before it was ever shown.
                progress.Show(run.Runner?.Notice);
                progress.End();
                return Concluded(Summary.Print(cli, run.Queries, row, options), printer, job);
            }

            progress.Show(row, run.Runner?.Notice ?? events?.Notice ?? printer?.Notice);
            if (interrupts.MustLeave || interrupts.Count >= 3)
            {
                progress.End();
                return Leave(job, row);
            }

            if (interrupts.Count == 2)
            {
                if (!options.WasCancelled)
                {
                    Cancel(job, progress);
                }
            }
            else if (interrupts.Count == 1 && !isAsked)
            {
                isAsked = true;
                run.Runner?.Hold(true);
                progress.Say(
                    $"no more tasks are started; {row.Running} running. Ctrl-C again cancels them; "
                        + "Enter goes on; d leaves them running"
                );
                Answers.Listen(run.Wake);
            }
            else if (isAsked && Answers.Take() is { } answer)
            {
                if (answer == Answer.Leave)
                {
                    progress.End();
                    return Leave(job, row);
                }

                isAsked = false;
                interrupts.Forget();
                run.Runner?.Hold(false);
            }

            if (isAsked && !options.WasCancelled && row.Live == 0 && Console.IsInputRedirected)
            {
                progress.End();
                return Leave(job, row);
            }
        }
    }

    private void Cancel(JobId job, ProgressView progress)
    {
        using var desk = new JobDesk(state);
        desk.Ask(job, RequestKind.Cancel, "", Invocation.Now);
        options.WasCancelled = true;
        progress.Say("cancelling; Ctrl-C once more leaves at once");
    }

    /// <summary>A job that succeeded is not all that was asked for where its output was to be printed.</summary>
    private static int Concluded(int code, OutputPrinter? printer, JobId job)
    {
        if (printer?.Notice is not { } notice)
        {
            return code;
        }

        Invocation.Error.WriteLine($"{notice}. It is kept: rota logs {job}");
        return code == ExitCode.Success ? ExitCode.Unreachable : code;
    }

    private int Leave(JobId job, JobRow row)
    {
        var running = row.Running > 0 ? $", {row.Running} running on" : "";
        var following = row.Live > row.Running ? $", {row.Live - row.Running} committed to follow" : "";
        Invocation.Error.WriteLine(
            $"left job {job}: {row.Done}/{row.Total} done{running}{following}. Go on with: rota resume {job}"
        );
        return ExitCode.Interrupted;
    }
}
