using System.Diagnostics;
using Rota.App.Attending;
using Rota.App.Explaining;
using Rota.App.Following;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Client;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Cli.Remote;

/// <summary>
/// Follows a job of a server to its end. Ctrl-C cancels it, and once more leaves: the job is the server's, so there is
/// nothing that this process could hold back.
/// </summary>
internal sealed class RemoteFollower(Invocation cli, RotaClient server)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Follows it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isNew">Whether it was accepted for this; null where it had been before.</param>
    /// <param name="asked">A rerun that makes it go on: its end is an old one before that; or null.</param>
    public int Follow(long job, bool? isNew, RerunJob? asked)
    {
        var request = asked?.Request;
        using var left = new CancellationTokenSource();
        using var interrupts = new Interrupts(left.Cancel);
        var view = new RemoteProgress(cli, Look(job, null, request), isNew == true ? new Instant(0) : asked?.Asked);
        var standstill = new StandstillNotes(row =>
            server.Jobs.StandstillAsync($"{row.Id}").GetAwaiter().GetResult().Reasons
        );
        var wasCancelled = false;
        while (true)
        {
            var look = Look(job, view.Seen, request);
            var row = RemoteJob.RowOf(look.Job);
            view.Show(look, row);
            if (row.Ended is not null && look.IsCurrent)
            {
                view.End();
                return Conclude(row, isNew, wasCancelled);
            }

            if (look.IsCurrent && row.State != JobState.Paused && standstill.New(row) is { } waits)
            {
                view.Say(waits);
            }

            if (interrupts.MustLeave || interrupts.Count > 1)
            {
                view.End();
                Screen.Error.WriteLine($"left job {job}: {row.Done}/{row.Total} ended; wait for it: rota wait {job}");
                return ExitCode.Interrupted;
            }

            if (interrupts.Count == 1 && !wasCancelled)
            {
                wasCancelled = true;
                view.Say(InterruptWords.Cancelling);
                var cancel = new JobsRequest([$"{job}"], new Request.Cancel()) { AwaitsEnd = false };
                server.Steering.AskAsync(cancel, isPlan: false).GetAwaiter().GetResult();
            }

            Wait(job, wasCancelled ? CancellationToken.None : left.Token);
        }
    }

    private FollowedJob Look(long job, Instant? since, long? request) =>
        server.Jobs.FollowedAsync($"{job}", since, request).GetAwaiter().GetResult();

    /// <summary>Until it has ended, or for a moment. A signal ends the wait.</summary>
    private void Wait(long job, CancellationToken left)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            server.Jobs.WaitAsync($"{job}", TimeSpan.FromSeconds(1), left).GetAwaiter().GetResult();
            var rest = Pace - Stopwatch.GetElapsedTime(began);
            if (rest > TimeSpan.Zero)
            {
                left.WaitHandle.WaitOne(rest);
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody pressed Ctrl-C: that is looked at next.
        }
    }

    private int Conclude(JobRow row, bool? isNew, bool wasCancelled)
    {
        var summary = server.Jobs.SummaryAsync($"{row.Id}").GetAwaiter().GetResult();
        Answer.Print(
            cli.Output,
            summary with
            {
                Slowest = null,
                Job = summary.Job with { New = isNew },
            },
            FollowingJson.Default.JobSummary,
            _ =>
                Summary.PrintHuman(
                    row,
                    (row.Ended ?? WallClockNow) - (row.Started ?? row.Submitted),
                    summary.Slowest ?? [],
                    server.Jobs.FailuresAsync($"{row.Id}").GetAwaiter().GetResult()
                )
        );
        return wasCancelled ? ExitCode.Interrupted : Summary.CodeOf(row.State);
    }

    private static Instant WallClockNow => Linux.Clocks.WallClock.Now;
}
