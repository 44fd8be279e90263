using System.Diagnostics;
using Rota.App.Following;
using Rota.App.Planning;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Changes;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// Progress on standard error: a living line on a terminal, a line each 10 s elsewhere; failures at once.
/// </summary>
internal sealed class ProgressView : IDisposable
{
    private const int FailuresShownMax = 20;
    private static readonly TimeSpan QuietPace = TimeSpan.FromSeconds(10);
    private readonly Invocation cli;
    private readonly IHomeReader queries;
    private readonly JobId job;
    private readonly ProgressLines progress;
    private readonly LivingBlock living = new();
    private readonly PipeSettle settle = new(Screen.IsOutputPipe, TimeProvider.System);
    private Instant seenFailure;
    private int failuresShown;
    private long lastLine = Stopwatch.GetTimestamp();
    private string? saidNotice;

    public ProgressView(Invocation cli, StateDirectory state, IHomeReader queries, JobId job)
    {
        progress = new ProgressLines(queries, state, job);
        this.cli = cli;
        this.queries = queries;
        this.job = job;
        var row = queries.Job(job)!;
        seenFailure = row.Done == 0 ? new Instant(0) : WallClock.Now;
        if (cli.Output == OutputMode.Human)
        {
            // Not kept: the runner of this process holds it already, and a graph of 100,000 entries is large.
            var spec = queries.Spec(job)!;
            var levels = Levels.Of(spec);
            Screen.Error.WriteLine(
                $"job {job} {Plain.Line(spec.Name)}  {Words.Count(row.Total, "task")}  {Words.Count(levels, "level")}"
                    + (spec.Queue is { } queue ? $"  queue {Plain.Line(queue)}" : "")
            );
        }
    }

    /// <summary>Shows how the job stands.</summary>
    public void Show(JobRow row, string? notice, JobNews news)
    {
        if (cli.Output != OutputMode.Human)
        {
            return;
        }

        progress.Observe(row);
        if (news.IsCut || news.Changes.Any(IsFailure))
        {
            ShowFailures();
        }

        Show(notice);
        if (Screen.IsTerminal)
        {
            if (settle.TryShow())
            {
                progress.Draw(living, row);
            }
        }
        else if (Stopwatch.GetElapsedTime(lastLine) > QuietPace)
        {
            lastLine = Stopwatch.GetTimestamp();
            Screen.Error.WriteLine(FittedLine.Of(progress.Bar(row), width: null));
        }
    }

    /// <summary>Says what people should know, once.</summary>
    public void Show(string? notice)
    {
        if (notice is not null && notice != saidNotice)
        {
            Say(notice);
        }

        saidNotice = notice;
    }

    /// <summary>Says something without breaking the living line.</summary>
    public void Say(string text) => Say(new Piece(text));

    private void Say(params Piece[] pieces)
    {
        if (cli.Output == OutputMode.Human)
        {
            living.Clear();
            var safe = pieces.Select(piece => piece with { Text = Plain.Line(piece.Text) });
            Screen.Error.WriteLine(Palette.Paint(safe, Colours.OnError));
        }
    }

    /// <summary>Shows what came last and clears the living line.</summary>
    public void End()
    {
        ShowFailures();
        living.Clear();
    }

    /// <summary>Leaves nothing behind, whatever went wrong.</summary>
    public void Dispose() => living.Clear();

    /// <summary>Makes room for what others print on the same terminal; the living line comes back below it.</summary>
    public void StepAside()
    {
        living.Clear();
        settle.Wrote();
    }

    private static bool IsFailure(Change change) =>
        change is Change.OfAttempt { State: var state } && state.IsTerminal() && state != TaskState.Succeeded;

    private void ShowFailures()
    {
        if (cli.Output != OutputMode.Human || failuresShown > FailuresShownMax)
        {
            return;
        }

        var failures = queries.Attempts.Failed(job, seenFailure, FailuresShownMax + 1);
        var spec = failures.Count > 0 ? queries.Spec(job)! : null;
        foreach (var attempt in failures)
        {
            seenFailure = attempt.Ended;
            if (attempt.Outcome is TaskState.Cancelled)
            {
                continue;
            }

            if (++failuresShown > FailuresShownMax)
            {
                Say("… more failures: they are grouped at the end");
                return;
            }

            var line = FailureLine.Of(FailedAttempt.Of(job, spec!, attempt));
            Say(new Piece(line[..1], StateSigns.InkOf(attempt.Outcome)), line[1..]);
        }
    }
}
