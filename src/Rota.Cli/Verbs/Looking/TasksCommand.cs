using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota tasks ID</c>: rows of tasks, streamed.</summary>
internal static class TasksCommand
{
    private const int FlushBytes = 64 << 10;
    private const int StateColumns = 11;
    private static readonly Argument<string> Address = JobArguments.Checked(
        new Argument<string>("JOB[.TASK[.INDEX]]")
        {
            Description = "The job, by number, name or @last; or some of its tasks",
        }
    );
    private static readonly PageOptions Page = new();
    private static readonly Option<string?> Where = WhereOption.Create();
    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Only tasks in this state: failed, running, …",
        HelpName = "STATE",
    };

    public static Command Create()
    {
        var command = new Command("tasks", "List the tasks of a job") { Address };
        Page.AddTo(command);
        command.Add(Only);
        command.Add(Where);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var wanted = cli.Get(Only) is { } word ? TaskFilter.StateOf(word) : null;
            var request = new TaskListRequest(cli.Get(Address)!, wanted)
            {
                Where = cli.Get(Where),
                Page = Page.Of(cli),
            };
            Print(
                cli.Output,
                cli.Ask(site => TaskCases.List(site, request), server => RemoteLists.Tasks(server, request))
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(OutputMode mode, TaskList list)
    {
        using var output = Screen.OpenOutput();
        if (mode == OutputMode.Json)
        {
            Json.Write(output, list, JobJson.Default.TaskList);
            return;
        }

        using (var writer = new StreamWriter(output, OwnWords.Text, FlushBytes))
        {
            if (mode == OutputMode.Human)
            {
                writer.WriteLine(
                    $"{"TASK", -32} {StateSigns.Head("STATE", StateColumns)} {"ATTEMPT", 7} {"TIME", 8} {"EXIT", 5}  REASON"
                );
            }

            foreach (var task in list.Tasks)
            {
                writer.WriteLine(mode == OutputMode.Human ? Line(task) : task.Address);
            }
        }

        if (mode != OutputMode.Human)
        {
            return;
        }

        if (list.Note is { } note)
        {
            Screen.Error.WriteLine(note);
        }

        PageNotes.Tell(list.Next, list.Complete);
    }

    private static string Line(TaskView task)
    {
        var time = task.Seconds is { } seconds ? Words.Duration(TimeSpan.FromSeconds(seconds)) : "";
        var exit = task.ExitCode?.ToString() ?? (task.Signal is { } signal ? $"sig{signal}" : "");
        var attempt = task.Attempt == 0 ? "" : task.Attempt.ToString();
        var line = $"{task.Label, -32} {StateSigns.Cell(task.State, StateColumns)} {attempt, 7} {time, 8} {exit, 5}  ";
        return (line + Plain.Line(task.Says ?? "")).TrimEnd();
    }
}
