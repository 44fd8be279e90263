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
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota tasks ID</c>: rows of tasks, streamed.</summary>
internal static class TasksCommand
{
    private const int FlushBytes = 64 << 10;
    private static readonly Argument<long> Id = new("ID") { Description = "The job" };
    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Only tasks in this state: failed, running, …",
        HelpName = "STATE",
    };

    public static Command Create()
    {
        var command = new Command("tasks", "List the tasks of a job") { Id, Only };
        command.SetAction(parsed => List(new Invocation(parsed)));
        return command;
    }

    private static int List(Invocation cli)
    {
        var wanted = cli.Get(Only) is { } word ? TaskFilter.StateOf(word) : null;
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var job = KnownJob.Find(queries, cli.Get(Id));
        var server = Served.By(state, queries);
        var spec = queries.Spec(job.Id)!;
        var node = queries.NodeName();
        var tasks = new TaskQuery(queries);
        // What waits in a paused job is stored as waiting, and shown as paused.
        var isPaused = job.State == JobState.Paused;
        var rows = queries
            .Groups(job.Id)
            .SelectMany(group => tasks.Of(job.Id, group, isPaused ? null : wanted))
            .Where(row => wanted is null || StateOf(row, isPaused) == wanted);
        if (cli.Output == OutputMode.Json)
        {
            WriteJson(state, rows, spec, node, job, server);
        }
        else
        {
            WriteLines(cli, state, rows, spec, job);
            if (cli.Output == OutputMode.Human && ServedNotes.Sentence(job, server) is { } note)
            {
                Screen.Error.WriteLine(note);
            }
        }

        return ExitCode.Success;
    }

    private static void WriteLines(
        Invocation cli,
        StateDirectory directory,
        IEnumerable<TaskRow> rows,
        JobSpec spec,
        JobRow job
    )
    {
        using var writer = new StreamWriter(Screen.OpenOutput(), OwnWords.Text, FlushBytes);
        if (cli.Output == OutputMode.Human)
        {
            writer.WriteLine($"{"TASK", -32} {"STATE", -11} {"ATTEMPT", 7} {"TIME", 8} {"EXIT", 5}  REASON");
        }

        foreach (var row in rows)
        {
            var task = spec.Tasks[row.Group];
            if (cli.Output == OutputMode.Quiet)
            {
                writer.WriteLine(Words.Address(job.Id, task, row.Index));
                continue;
            }

            var time = row.Started is { } started ? Words.Duration((row.Ended ?? WallClock.Now) - started) : "";
            var exit = row.ExitCode?.ToString() ?? (row.Signal is { } signal ? $"sig{signal}" : "");
            var attempt = row.Attempt == 0 ? "" : row.Attempt.ToString();
            var state = StateOf(row, job.State == JobState.Paused).Word();
            var line = $"{Words.Task(task, row.Index), -32} {state, -11} {attempt, 7} {time, 8} {exit, 5}  ";
            writer.WriteLine((line + Plain.Line(row.Reason ?? ReportedProgress.Of(directory, row) ?? "")).TrimEnd());
        }
    }

    private static TaskState StateOf(TaskRow row, bool isPaused) =>
        isPaused && row.State is TaskState.Ready or TaskState.Blocked ? TaskState.Paused : row.State;

    private static void WriteJson(
        StateDirectory directory,
        IEnumerable<TaskRow> rows,
        JobSpec spec,
        string node,
        JobRow job,
        Server? server
    )
    {
        using var output = Screen.OpenOutput();
        using var json = new Utf8JsonWriter(output, Json.Options);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteFlag("served", ServedNotes.IsServed(job, server));
        json.WriteStartArray("tasks");
        foreach (var row in rows)
        {
            var task = spec.Tasks[row.Group];
            json.WriteStartObject();
            json.WriteString("task", task.Id);
            json.WriteInteger("index", task.Expansion.IsIndexed ? task.Expansion.Label(row.Index) : null);
            json.WriteString("state", StateOf(row, job.State == JobState.Paused).Word());
            json.WriteNumber("attempt", row.Attempt);
            json.WriteString("node", row.Attempt > 0 ? node : null);
            json.WriteInstant("started", row.Started);
            json.WriteInstant("ended", row.Ended);
            json.WriteInteger("exit_code", row.ExitCode);
            json.WriteInteger("signal", row.Signal);
            json.WriteText("reason", row.Reason);
            json.WriteText("progress", ReportedProgress.Of(directory, row));
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
