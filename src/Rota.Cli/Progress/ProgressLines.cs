using System.Diagnostics;
using Rota.App.Watching;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// How a job stands, in three lines: the bar with its counts, what runs now, and what failed last. On a terminal of few
/// lines it is the first alone.
/// </summary>
internal sealed class ProgressLines(IHomeReader queries, StateDirectory state, JobId job)
{
    /// <summary>Lines of a terminal from which on there is room for three.</summary>
    private const int HeightLeast = 12;
    private const int NamedMax = 8;

    /// <summary>Nobody reads names that change quicker.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private readonly ProgressLine bar = new();
    private readonly FollowedTasks tasks = new(queries, state, job);
    private (long At, long Attempts, IReadOnlyList<TaskGlance> Running, FailureGlance? Failure)? looked;

    /// <summary>Takes in how far the job is: the rate rests on it.</summary>
    public void Observe(JobRow row) => bar.Observe(row);

    /// <summary>The first line, whole.</summary>
    public IReadOnlyList<LinePart> Bar(JobRow row) => bar.Of(row);

    /// <summary>Shows the lines, what fits of each.</summary>
    public void Draw(LivingBlock living, JobRow row) =>
        living.Draw([
            .. Lines(row, living.Height)
                .Select(line => FittedLine.Pieces(line, living.Width))
                .Where(line => line.Count > 0),
        ]);

    private IEnumerable<IReadOnlyList<LinePart>> Lines(JobRow row, int height)
    {
        yield return bar.Of(row);
        if (height < HeightLeast)
        {
            yield break;
        }

        var (_, _, running, failure) = Look(row);
        yield return RunningLine.Of(running, row.Running, WallClock.Now);
        if (failure is not null)
        {
            yield return LastFailureLine.Of(failure, WallClock.Now);
        }
    }

    private (long At, long Attempts, IReadOnlyList<TaskGlance> Running, FailureGlance? Failure) Look(JobRow row)
    {
        if (looked is not { } last || Stopwatch.GetElapsedTime(last.At) > Pace)
        {
            var failure = looked is { } before && before.Attempts == row.Attempts ? before.Failure : tasks.LastFailed();
            var running = row.Live > 0 ? tasks.Running(NamedMax) : [];
            looked = last = (Stopwatch.GetTimestamp(), row.Attempts, running, failure);
        }

        return last;
    }
}
