using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Watching.Pictures;

/// <summary>Tasks with what they say of themselves: those that run, those of a job, those that failed.</summary>
internal static class TaskListing
{
    private const int ShareWidth = 10;
    private const int LabelLeast = 12;
    private const int WordsLeast = 10;

    /// <summary>Tasks that run.</summary>
    public static Listing Running(IReadOnlyList<TaskGlance> tasks, Instant now, int? chosen)
    {
        var columns = new Columns(
            new Heading("JOB", Rank: 3, IsRight: true),
            new Heading("RUNNING", Rank: 0, Least: LabelLeast),
            new Heading("TIME", Rank: 1, IsRight: true),
            new Heading("DONE", Rank: 2, IsRight: true),
            new Heading("", Rank: 5),
            new Heading("SAYS", Rank: 4, Least: WordsLeast)
        );
        foreach (var task in tasks)
        {
            columns.Add(
                $"{task.Job}",
                new Piece($"{StateSigns.Of(Ink.Running)} {task.Label}", Ink.Running),
                Time(task, now),
                Share(task),
                ShareBar(task),
                task.Progress ?? ""
            );
        }

        return new Listing(columns, tasks.Count, chosen);
    }

    /// <summary>Tasks of one job.</summary>
    public static Listing OfJob(IReadOnlyList<TaskGlance> tasks, Instant now, int? chosen)
    {
        var columns = new Columns(
            new Heading("TASK", Rank: 0, Least: LabelLeast),
            new Heading("STATE", Rank: 1),
            new Heading("ATTEMPT", Rank: 6, IsRight: true),
            new Heading("TIME", Rank: 2, IsRight: true),
            new Heading("DONE", Rank: 3, IsRight: true),
            new Heading("", Rank: 5),
            new Heading("SAYS", Rank: 4, Least: WordsLeast)
        );
        foreach (var task in tasks)
        {
            columns.Add(
                task.Label,
                StateSigns.Show(task.State),
                task.Attempt == 0 ? "" : $"{task.Attempt}",
                Time(task, now),
                Share(task),
                ShareBar(task),
                task.Reason ?? task.Progress ?? ""
            );
        }

        return new Listing(columns, tasks.Count, chosen);
    }

    /// <summary>Attempts that failed.</summary>
    public static Listing Failures(IReadOnlyList<FailureGlance> failures, Instant now, int? chosen)
    {
        var columns = new Columns(
            new Heading("JOB", Rank: 4, IsRight: true),
            new Heading("FAILED", Rank: 0, Least: LabelLeast),
            new Heading("AGO", Rank: 2, IsRight: true),
            new Heading("HOW", Rank: 1),
            new Heading("TIME", Rank: 5, IsRight: true),
            new Heading("REASON", Rank: 3, Least: WordsLeast)
        );
        foreach (var one in failures)
        {
            var ink = StateSigns.InkOf(one.State);
            columns.Add(
                $"{one.Job}",
                new Piece($"{StateSigns.Of(ink)} {one.Label}", ink),
                Words.Duration(now - one.Ended),
                one.Ending,
                one.Started is { } started ? Words.Duration(one.Ended - started) : "",
                one.Reason ?? ""
            );
        }

        return new Listing(columns, failures.Count, chosen);
    }

    private static string Time(TaskGlance task, Instant now) =>
        task.Started is { } started ? Words.Duration((task.Ended ?? now) - started) : "";

    private static string Share(TaskGlance task) => task.Share is { } share ? $"{(int)(share * 100)}%" : "";

    private static string ShareBar(TaskGlance task) =>
        task.Share is { } share ? Bar.Of((long)(share * 1000), 1000, ShareWidth) : "";
}
