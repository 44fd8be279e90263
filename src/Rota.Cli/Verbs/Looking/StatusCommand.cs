using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota status ID</c>: one job and its entries.</summary>
internal static class StatusCommand
{
    private const int EntriesMax = 40;
    private static readonly Argument<long> Id = new("ID") { Description = "The job" };

    public static Command Create()
    {
        var command = new Command("status", "Show one job and its task entries") { Id };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(
                cli.Output,
                JobCases.Status(cli.Site, cli.Get(Id)),
                JobJson.Default.JobStatus,
                status => Print(status, Screen.Out),
                status => Screen.Out.WriteLine(status.Job.State.WireName())
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(JobStatus status, TextWriter writer)
    {
        var job = status.Job;
        writer.WriteLine(
            $"job {job.Id}  {Plain.Line(job.Name)}  {job.StateWords}"
                + (job.Reason is { } reason ? $"  ({Plain.Line(reason)})" : "")
        );
        if (status.Note is { } note)
        {
            writer.WriteLine(note);
        }

        writer.WriteLine(
            $"submitted {Words.Time(job.Submitted)}  started {Words.Time(job.Started)}  ended {Words.Time(job.Ended)}"
                + $"  priority {job.Priority}"
                + (job.MaxParallel is { } most ? $"  {Words.AtATime(most)}" : "")
                + (job.Queue is { } queue ? $"  queue {Plain.Line(queue)}" : "")
        );
        writer.WriteLine(
            $"{Words.Count(job.Total, "task")}: {Words.Counts(job.States)}   {Words.Count(job.Attempts, "attempt")} ended"
        );
        if (job.Tags.Count > 0)
        {
            writer.WriteLine("tags " + string.Join("  ", job.Tags.Select(tag => Plain.Line($"{tag.Key}={tag.Value}"))));
        }

        var columns = new Columns("TASK", "TASKS", "STATES");
        foreach (var entry in status.Tasks.Take(EntriesMax))
        {
            columns.Add(
                entry.Task,
                entry.Total.ToString(),
                Words.Counts(entry.States) + (entry.Held > 0 ? $"  ({entry.Held} held)" : "")
            );
        }

        columns.Write(writer);
        if (status.Tasks.Count > EntriesMax)
        {
            writer.WriteLine($"… and {status.Tasks.Count - EntriesMax} more; all: rota status {job.Id} --output json");
        }
    }
}
