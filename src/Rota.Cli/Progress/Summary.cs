using Rota.App.Failing;
using Rota.App.Following;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>How a job ended: counts, the slowest, failures grouped, and the command that runs them again.</summary>
internal static class Summary
{
    private const int SlowestMax = 3;
    private const int GroupsMax = 10;

    /// <summary>Prints it and gives the exit code.</summary>
    public static int Print(Invocation cli, IHomeReader queries, JobRow job, bool? isNew, bool wasCancelled)
    {
        Answer.Print(
            cli.Output,
            JobSummary.Of(job, isNew, WallClock.Now),
            FollowingJson.Default.JobSummary,
            summary => PrintHuman(queries, job, summary.Wall)
        );
        return wasCancelled ? ExitCode.Interrupted : CodeOf(job.State);
    }

    public static int CodeOf(JobState state) =>
        state switch
        {
            JobState.Succeeded => ExitCode.Success,
            JobState.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };

    private static void PrintHuman(IHomeReader queries, JobRow job, TimeSpan wall) =>
        PrintHuman(
            job,
            wall,
            SlowTask.Of(queries, job, SlowestMax),
            queries.Spec(job.Id) is { } spec ? FailureGroups.Of(queries, job.Id, spec) : null
        );

    /// <summary>Prints it for people.</summary>
    public static void PrintHuman(JobRow job, TimeSpan wall, IReadOnlyList<SlowTask> slowest, FailureGroups? failures)
    {
        var writer = Screen.Error;
        var counts = Enum.GetValues<TaskState>()
            .Where(state => state.IsTerminal() && job.In(state) > 0)
            .Select(state => $"{job.In(state)} {state.WireName()}");
        var rate = wall.TotalSeconds > 0 && job.Tried > 0 ? $"  {job.Tried / wall.TotalSeconds:0.#} tasks/s" : "";
        Piece[] line =
        [
            $"job {job.Id} ",
            new(job.State.WireName(), StateSigns.InkOf(job.State)),
            $": {string.Join(", ", counts)} in {Words.Duration(wall)}{rate}",
        ];
        writer.WriteLine(Palette.Paint(line, Colours.OnError));
        if (job.Reason is { } reason)
        {
            writer.WriteLine($"  {Plain.Line(reason)}");
        }

        if (slowest.Count > 0)
        {
            writer.WriteLine(
                "  slowest: "
                    + string.Join(
                        ", ",
                        slowest.Select(one => $"{one.Label} {Words.Duration(TimeSpan.FromSeconds(one.Seconds))}")
                    )
            );
        }

        if (failures is { Tasks: > 0 })
        {
            PrintFailures(writer, job, failures);
        }
    }

    private static void PrintFailures(TextWriter writer, JobRow job, FailureGroups failures)
    {
        writer.WriteLine("failures:");
        foreach (var group in failures.Groups.Take(GroupsMax))
        {
            var example = group.Examples[0];
            var named = example.HasParameters ? example.Label + ": " : "";
            writer.WriteLine(
                $"  {group.Tasks} x {group.Ending}: {Plain.Line(example.Message ?? "no message on standard error")}"
                    + $"   e.g. {named}{group.Logs}"
            );
        }

        var shown = failures.Groups.Take(GroupsMax).Sum(group => group.Tasks);
        if (shown < failures.Tasks)
        {
            writer.WriteLine(
                $"  … and {Words.Count(failures.Tasks - shown, "task")} more that failed otherwise: "
                    + $"rota tasks {job.Id} --only failed"
            );
        }

        writer.WriteLine($"run them again: {failures.Rerun}");
    }
}
