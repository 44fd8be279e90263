using System.CommandLine;
using System.Text.Json;
using Rota.App.Explaining;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota status ID</c>: one job and its entries.</summary>
internal static class StatusCommand
{
    private const int EntriesMax = 40;
    private static readonly Argument<long> Id = new("ID") { Description = "The job" };

    public static Command Create()
    {
        var command = new Command("status", "Show one job and its task entries") { Id };
        command.SetAction(parsed => Show(new Invocation(parsed)));
        return command;
    }

    private static int Show(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var job = KnownJob.Find(queries, cli.Get(Id));
        var server = Served.By(state, queries);
        switch (cli.Output)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(Json.Line(json => Write(json, job, server, queries)));
                break;
            case OutputMode.Quiet:
                Screen.Out.WriteLine(job.State.Word());
                break;
            default:
                Print(job, server, queries);
                break;
        }

        return ExitCode.Success;
    }

    private static void Print(JobRow job, Server? server, JobQueries queries)
    {
        var groups = queries.Groups(job.Id);
        var writer = Screen.Out;
        writer.WriteLine(
            $"job {job.Id}  {Plain.Line(job.Name)}  {ServedNotes.State(job, server)}"
                + (job.Reason is { } reason ? $"  ({Plain.Line(reason)})" : "")
        );
        if (ServedNotes.Sentence(job, server) is { } note)
        {
            writer.WriteLine(note);
        }

        writer.WriteLine(
            $"submitted {Words.Time(job.Submitted)}  started {Words.Time(job.Started)}  ended {Words.Time(job.Ended)}"
                + $"  priority {job.Priority}"
                + (queries.MaxParallel(job.Id) is { } most ? $"  {Words.AtATime(most)}" : "")
                + (job.Queue is { } queue ? $"  queue {Plain.Line(queue)}" : "")
        );
        writer.WriteLine(
            $"{Words.Count(job.Total, "task")}: {Words.Counts(job.Counts)}   {Words.Count(job.Attempts, "attempt")} ended"
        );
        if (TagsOf(job) is { Length: > 0 } tags)
        {
            writer.WriteLine($"tags {string.Join("  ", tags)}");
        }

        var columns = new Columns("TASK", "TASKS", "STATES");
        foreach (var group in groups.Take(EntriesMax))
        {
            columns.Add(group.Name, group.Total.ToString(), Words.Counts(group.Counts));
        }

        columns.Write(writer);
        if (groups.Count > EntriesMax)
        {
            writer.WriteLine($"… and {groups.Count - EntriesMax} more; all: rota status {job.Id} --output json");
        }
    }

    private static string[] TagsOf(JobRow job)
    {
        using var tags = JsonDocument.Parse(job.Tags);
        return [.. tags.RootElement.EnumerateObject().Select(tag => Plain.Line($"{tag.Name}={tag.Value}"))];
    }

    private static void Write(Utf8JsonWriter json, JobRow job, Server? server, JobQueries queries)
    {
        json.WriteNumber("version", 1);
        json.WriteStartObject("job");
        json.WriteNumber("id", job.Id.Value);
        json.WriteString("name", job.Name);
        json.WriteString("state", job.State.Word());
        json.WriteFlag("served", ServedNotes.IsServed(job, server));
        json.WriteText("reason", job.Reason);
        json.WriteNumber("priority", job.Priority);
        json.WriteInteger("max_parallel", queries.MaxParallel(job.Id));
        json.WriteString("queue", job.Queue);
        json.WriteTags(job);
        json.WriteInstant("submitted", job.Submitted);
        json.WriteInstant("started", job.Started);
        json.WriteInstant("ended", job.Ended);
        json.WriteNumber("total", job.Total);
        json.WriteNumber("attempts", job.Attempts);
        WriteCounts(json, job.Counts);
        json.WriteEndObject();
        json.WriteStartArray("tasks");
        foreach (var group in queries.Groups(job.Id))
        {
            json.WriteStartObject();
            json.WriteString("task", group.Name);
            json.WriteNumber("total", group.Total);
            WriteCounts(json, group.Counts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, long[] counts)
    {
        json.WriteStartObject("states");
        foreach (var state in Enum.GetValues<TaskState>())
        {
            json.WriteNumber(state.Word(), counts[(int)state]);
        }

        json.WriteEndObject();
    }
}
