using System.CommandLine;
using Rota.App.Exporting;
using Rota.App.Jobs;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Report;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota report ID -o FILE</c>: one page with plots, readable without a network.</summary>
internal static class ReportCommand
{
    private static readonly Argument<long> Id = new("ID") { Description = "The job" };
    private static readonly Option<string> Target = new("--out", "-o")
    {
        Description = "The page",
        HelpName = "FILE.html",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command("report", "Write one self-contained HTML page about a job") { Id, Target };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            using var queries = new JobQueries(cli.OpenState());
            var job = KnownJob.Find(queries, cli.Get(Id));
            NamedFile.Write(cli.Get(Target)!, ReportPage.Render(Data(queries, job)));
            if (cli.Output == OutputMode.Human)
            {
                Screen.Error.WriteLine($"wrote {Plain.Line(cli.Get(Target)!)}");
            }
            else if (cli.Output == OutputMode.Json)
            {
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteString("file", OwnPath.Full(cli.Get(Target)!));
                    })
                );
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static ReportData Data(JobQueries queries, JobRow job)
    {
        var source = new ExportSource(queries, job);
        var isRecorded = source.Spec.Tasks.All(task => task.RecordedSeconds is not null);
        return new ReportData
        {
            JobId = job.Id.Value,
            Name = job.Name,
            State = job.State.Word(),
            Reason = job.Reason,
            Submitted = job.Submitted.ToDateTime(),
            Started = job.Started?.ToDateTime(),
            Ended = job.Ended?.ToDateTime(),
            Groups = [.. queries.Groups(job.Id).Select(Group)],
            Attempts =
            [
                .. source
                    .Attempts.Where(attempt => attempt.Started is not null)
                    .Select(attempt => Attempt(source, attempt)),
            ],
            Slots = queries.NodeCapacity()?.Slots ?? 0,
            CriticalPathSeconds = isRecorded
                ? CriticalPath.Of(source.Spec, task => source.Spec.Tasks[task].RecordedSeconds!.Value).Seconds
                : null,
            TimeScale = source.Spec.TimeScale,
            RotaVersion = typeof(ReportCommand).Assembly.GetName().Version!.ToString(3),
            Host = source.Node,
        };
    }

    private static ReportGroup Group(GroupRow group) =>
        new()
        {
            Name = group.Name,
            Total = group.Total,
            Succeeded = group.Counts[(int)TaskState.Succeeded],
            Failed =
                group.Counts[(int)TaskState.Failed]
                + group.Counts[(int)TaskState.TimedOut]
                + group.Counts[(int)TaskState.OomKilled],
            Cancelled = group.Counts[(int)TaskState.Cancelled],
            Skipped = group.Counts[(int)TaskState.Skipped],
            Lost = group.Counts[(int)TaskState.Lost],
        };

    private static ReportAttempt Attempt(ExportSource source, AttemptRow attempt) =>
        new()
        {
            Label = source.NameOf(attempt),
            Group = source.TaskOf(attempt).Id,
            Index = source.IndexOf(attempt) ?? 0,
            Number = attempt.Number,
            State = attempt.Outcome.Word(),
            Started = attempt.Started!.Value.ToDateTime(),
            Ended = attempt.Ended.ToDateTime(),
            ExitCode = attempt.ExitCode,
            Signal = attempt.Signal,
            Reason = attempt.Reason,
            CpuSeconds = attempt.CpuMicros / 1e6,
            PeakMemoryBytes = attempt.PeakMemoryBytes,
            RecordedSeconds = source.TaskOf(attempt).RecordedSeconds,
        };
}
