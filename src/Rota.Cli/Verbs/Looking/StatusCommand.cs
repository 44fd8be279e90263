using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Watching;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota status ID</c>: one job and its entries.</summary>
internal static class StatusCommand
{
    private const int EntriesMax = 40;
    private static readonly Argument<string> Job = JobArguments.One();
    private static readonly Option<bool> Watch = Watched.Option();

    public static Command Create()
    {
        var command = new Command("status", "Show one job and its task entries") { Job, Watch };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            if (cli.Get(Watch) && cli.Output == OutputMode.Human && Watched.IsPossible)
            {
                var job = cli.Get(Job)!;
                return Watched.Run(cli, width => Lines(Look(cli, job), width), isMoving: false);
            }

            Answer.Print(
                cli.Output,
                Look(cli, cli.Get(Job)!),
                JobJson.Default.JobStatus,
                Print,
                status => Screen.Out.WriteLine(status.Job.State.WireName())
            );
            NodeNotes.Tell(cli);
            return ExitCode.Success;
        });
        return command;
    }

    private static JobStatus Look(Invocation cli, string job) =>
        cli.Ask(site => JobCases.Status(site, job), server => server.Jobs.StatusAsync(job));

    private static void Print(JobStatus status)
    {
        foreach (var line in Lines(status, width: null))
        {
            Screen.Out.WriteLine(Palette.Paint(line, Colours.OnOutput));
        }
    }

    /// <summary>All of it, as far as it fits: whole fields are left out, from the right.</summary>
    private static IReadOnlyList<IReadOnlyList<Piece>> Lines(JobStatus status, int? width)
    {
        var job = status.Job;
        var lines = new List<IReadOnlyList<Piece>>
        {
            Fields(
                width,
                $"job {job.Id}",
                Plain.Line(job.Name),
                StateSigns.OnOutput(job.State, job.StateWords),
                job.Reason is { } reason ? $"({Plain.Line(reason)})" : ""
            ),
        };
        if (status.Note is { } note)
        {
            lines.Add([width is { } most ? Cells.Cut(note, most) : note]);
        }

        lines.Add(
            Fields(
                width,
                $"submitted {Words.Time(job.Submitted)}",
                $"started {Words.Time(job.Started)}",
                $"ended {Words.Time(job.Ended)}",
                $"priority {job.Priority}",
                job.MaxParallel is { } parallel ? Words.AtATime(parallel) : "",
                job.Queue is { } queue ? $"queue {Plain.Line(queue)}" : ""
            )
        );
        foreach (var after in status.After ?? [])
        {
            lines.Add(Fields(width, $"after job {after.Job} ({after.Condition}): {after.Outcome ?? "not ended"}"));
        }

        if (job is { Started: null, NotBefore: { } moment })
        {
            lines.Add(Fields(width, $"starts nothing before {Words.Time(moment)}"));
        }

        lines.Add(
            Fields(
                width,
                $"{Words.Count(job.Total, "task")}: {Words.Counts(job.States)}",
                $" {Words.Count(job.Attempts, "attempt")} ended"
            )
        );
        if (job.Tags.Count > 0)
        {
            string[] tags = [.. job.Tags.Select(tag => Plain.Line($"{tag.Key}={tag.Value}"))];
            tags[0] = $"tags {tags[0]}";
            lines.Add(Fields(width, [.. tags.Select(tag => new Piece(tag))]));
        }

        var columns = new Columns(new Heading("TASK", Least: 8), "TASKS", "STATES");
        foreach (var entry in status.Tasks.Take(EntriesMax))
        {
            columns.Add(
                entry.Task,
                entry.Total.ToString(),
                Words.Counts(entry.States) + (entry.Held > 0 ? $"  ({entry.Held} held)" : "")
            );
        }

        lines.AddRange(columns.Lines(width));
        if (status.Tasks.Count > EntriesMax)
        {
            lines.Add([$"… and {status.Tasks.Count - EntriesMax} more; all: rota status {job.Id} --output json"]);
        }

        return lines;
    }

    private static IReadOnlyList<Piece> Fields(int? width, params Piece[] fields) =>
        FittedLine.Pieces(
            fields
                .Where(field => field.Text.Length > 0)
                .Select((field, at) => new LinePart(field.Text, at, Ink: field.Ink)),
            width
        );
}
