using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota explain</c>: why a task is not running, with numbers.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Address = new("ID.TASK[.INDEX]") { Description = "The task" };

    public static Command Create()
    {
        var command = new Command("explain", "Say why a task is not running, by the checks that hold it back")
        {
            Address,
        };
        command.SetAction(parsed => Explain(new Invocation(parsed)));
        return command;
    }

    private static int Explain(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var address = TaskAddress.Find(queries, cli.Get(Address)!);
        if (address.Group is not { } group && address.Spec.Tasks.Length > 1)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "say which task",
                $"try: rota explain {address.Job.Id}.{address.Spec.Tasks[0].Id}"
            );
        }

        group = address.Group ?? 0;
        var row = address.Index is { } index
            ? new TaskQuery(queries).Find(address.Job.Id, queries.Groups(address.Job.Id)[group], index)!.Value
            : FirstWaiting(queries, address, group);
        var reasons = Reasons(state, queries, address, row);
        Print(cli, address, row, reasons);
        return ExitCode.Success;
    }

    /// <summary>Without an index the first task that waits is meant, else the first of all.</summary>
    private static TaskRow FirstWaiting(JobQueries queries, TaskAddress address, int group)
    {
        var rows = new TaskQuery(queries).Of(address.Job.Id, queries.Groups(address.Job.Id)[group], null);
        var first = rows.Cast<TaskRow?>()
            .FirstOrDefault(row => row!.Value.State is TaskState.Ready or TaskState.Blocked or TaskState.Backoff);
        return first ?? rows.First();
    }

    private static IReadOnlyList<Reason> Reasons(
        StateDirectory state,
        JobQueries queries,
        TaskAddress address,
        TaskRow row
    )
    {
        if (row.State.IsTerminal())
        {
            var why =
                row.State == TaskState.Skipped && queries.Load(address.Job.Id) is { } ended
                    ? Explanation.OfSkipped(ended.Job, row.Group)
                    : row.Reason;
            return [new("ended", $"it has ended: {row.State.Word()}" + (why is null ? "" : $": {why}"))];
        }

        if (row.State is TaskState.Running or TaskState.Starting)
        {
            var live =
                row.State == TaskState.Running
                    ? new Reason("running", $"it runs: attempt {row.Attempt}, pid {row.Pid}, since {row.Started}")
                    : new Reason(
                        "starting",
                        $"attempt {row.Attempt} is committed and starts when its node has a place for it"
                    );
            return ServedNotes.Sentence(address.Job, Served.By(state, queries)) is { } note
                ? [live, new("nobody-runs-it", note)]
                : [live];
        }

        var reconciler = Reconstruction.Of(queries, address.Job.Id);
        return reconciler.Jobs.TryGetValue(address.Job.Id, out var job)
            ?
            [
                .. Explanation.Of(reconciler, job, row.Group, row.Index, Served.IsServed(state)),
                .. Attendance.Of(queries, job.Id) is { } attended ? [attended] : Array.Empty<Reason>(),
            ]
            : [];
    }

    private static void Print(Invocation cli, TaskAddress address, TaskRow row, IReadOnlyList<Reason> reasons)
    {
        if (reasons.All(reason => reason.Code == "attended-by"))
        {
            reasons = [new("next", "nothing holds it back: it starts at the next turn"), .. reasons];
        }

        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteString("task", Words.Address(address.Job.Id, address.Spec.Tasks[row.Group], row.Index));
                    json.WriteString("state", row.State.Word());
                    json.WriteStartArray("reasons");
                    foreach (var reason in reasons)
                    {
                        json.WriteStartObject();
                        json.WriteString("code", reason.Code);
                        json.WriteText("reason", reason.Sentence);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                })
            );
            return;
        }

        Screen.Out.WriteLine(
            $"{Words.Address(address.Job.Id, address.Spec.Tasks[row.Group], row.Index)} is {row.State.Word()}"
        );
        foreach (var reason in reasons)
        {
            Screen.Out.WriteLine($"  {Plain.Line(reason.Sentence)}");
        }
    }
}
