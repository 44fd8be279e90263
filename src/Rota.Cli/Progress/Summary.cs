using Rota.App.Following;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>How a job ended: counts, the slowest, failures grouped, and the command that runs them again.</summary>
internal static class Summary
{
    private const int SlowestMax = 3;
    private const int KindsMax = 10;

    /// <summary>Prints it and gives the exit code.</summary>
    public static int Print(Invocation cli, IHomeReader queries, JobRow job, bool? isNew, bool wasCancelled)
    {
        Answer.Print(
            cli.Output,
            JobSummary.Of(job, isNew, WallClock.Now),
            FollowingJson.Default.JobSummary,
            summary => PrintHuman(queries, job, summary.Wall)
        );
        return wasCancelled ? ExitCode.Interrupted : CodeOf(job);
    }

    public static int CodeOf(JobRow job) =>
        job.State switch
        {
            JobState.Succeeded => ExitCode.Success,
            JobState.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };

    private static void PrintHuman(IHomeReader queries, JobRow job, TimeSpan wall)
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

        if (queries.Spec(job.Id) is { } spec)
        {
            PrintSlowest(writer, queries, job, spec);
            PrintFailures(writer, queries, job, spec);
        }
    }

    private static void PrintSlowest(TextWriter writer, IHomeReader queries, JobRow job, JobSpec spec)
    {
        var slowest = job.Total > 1 ? queries.Attempts.Slowest(job.Id, SlowestMax) : [];
        if (slowest.Count > 0)
        {
            writer.WriteLine(
                "  slowest: "
                    + string.Join(
                        ", ",
                        slowest.Select(attempt =>
                            $"{Words.Task(spec.Tasks[attempt.Group], attempt.Index)} "
                            + Words.Duration(attempt.Ended - attempt.Started!.Value)
                        )
                    )
            );
        }
    }

    private static void PrintFailures(TextWriter writer, IHomeReader queries, JobRow job, JobSpec spec)
    {
        var kinds = FailureKind.Of(queries, job.Id);
        if (kinds.Count == 0)
        {
            return;
        }

        writer.WriteLine("failures:");
        foreach (var (ending, count, example) in kinds.Take(KindsMax))
        {
            var task = spec.Tasks[example.Group];
            var named = task.Expansion.Parameters > 0 ? Words.Task(task, example.Index) + ": " : "";
            writer.WriteLine(
                $"  {count} x {ending}: {Plain.Line(example.Reason ?? "no message on standard error")}"
                    + $"   e.g. {named}rota logs {Words.Address(job.Id, task, example.Index)}"
            );
        }

        if (kinds.Count > KindsMax)
        {
            writer.WriteLine(
                $"  … and {Words.Count(kinds.Count - KindsMax, "more kind")}: rota tasks {job.Id} --only failed"
            );
        }

        writer.WriteLine($"run them again: rota rerun {job.Id} --failed");
    }
}
