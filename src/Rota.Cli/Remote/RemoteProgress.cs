using System.Diagnostics;
using Rota.App.Attending;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Records;

namespace Rota.Cli.Remote;

/// <summary>Progress of a job of a server: as that of one that runs here, without what this machine does.</summary>
internal sealed class RemoteProgress
{
    private const int FailuresShownMax = 20;
    private static readonly TimeSpan QuietPace = TimeSpan.FromSeconds(10);
    private readonly bool isShown;
    private readonly ProgressLine bar = new(showsMachine: false);
    private readonly LivingBlock living = new();
    private readonly PipeSettle settle = new(Screen.IsOutputPipe, TimeProvider.System);
    private long lastLine = Stopwatch.GetTimestamp();
    private int failuresShown;

    /// <summary>Begins with what the job is.</summary>
    /// <param name="cli">How it is shown.</param>
    /// <param name="first">The first look.</param>
    /// <param name="since">Since when failures are told; null for those from the first look on.</param>
    public RemoteProgress(Invocation cli, FollowedJob first, Instant? since)
    {
        var job = first.Job;
        isShown = cli.Output == OutputMode.Human;
        Seen = since ?? (RemoteJob.RowOf(job).Done == 0 ? new Instant(0) : first.At);
        if (isShown)
        {
            Screen.Error.WriteLine(
                $"job {job.Id} {Plain.Line(job.Name)}  {Words.Count(job.Total, "task")}  "
                    + Words.Count(first.Levels, "level")
                    + (job.Queue is { } queue ? $"  queue {Plain.Line(queue)}" : "")
            );
        }
    }

    /// <summary>The end of the last failure that was told; null for none.</summary>
    public Instant? Seen { get; private set; }

    /// <summary>Shows how it stands.</summary>
    public void Show(FollowedJob look, JobRow row)
    {
        if (!isShown)
        {
            return;
        }

        bar.Observe(row);
        ShowFailures(look);
        if (!Screen.IsTerminal)
        {
            if (Stopwatch.GetElapsedTime(lastLine) > QuietPace)
            {
                lastLine = Stopwatch.GetTimestamp();
                Screen.Error.WriteLine(FittedLine.Of(bar.Of(row), width: null));
            }
        }
        else if (settle.TryShow())
        {
            var lines = new List<IReadOnlyList<LinePart>> { bar.Of(row) };
            lines.Add(RunningLine.Of(look.Running, row.Running, WallClock.Now));
            lines.AddRange(look.LastFailure is { } last ? [LastFailureLine.Of(last, WallClock.Now)] : []);
            living.Draw([.. lines.Select(line => FittedLine.Pieces(line, living.Width)).Where(line => line.Count > 0)]);
        }
    }

    /// <summary>Says something without breaking the living lines.</summary>
    public void Say(params Piece[] pieces)
    {
        if (isShown)
        {
            living.Clear();
            var safe = pieces.Select(piece => piece with { Text = Plain.Line(piece.Text) });
            Screen.Error.WriteLine(Palette.Paint(safe, Colours.OnError));
        }
    }

    /// <summary>Takes the living lines away.</summary>
    public void End() => living.Clear();

    private void ShowFailures(FollowedJob look)
    {
        foreach (var attempt in look.Failures)
        {
            Seen = attempt.Ended;
            if (attempt.State == TaskState.Cancelled || failuresShown > FailuresShownMax)
            {
                continue;
            }

            if (++failuresShown > FailuresShownMax)
            {
                Say("… more failures: they are grouped at the end");
                return;
            }

            var line = FailureLine.Of(attempt);
            Say(new Piece(line[..1], StateSigns.InkOf(attempt.State)), line[1..]);
        }
    }
}
