using System.CommandLine;
using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota logs</c>: what tasks wrote, packed or still growing.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly Argument<string> Address = new("ID[.TASK[.INDEX[.ATTEMPT]]]")
    {
        Description = "Whose output",
    };
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on as it grows" };
    private static readonly Option<int?> Tail = new("--tail")
    {
        Description = "Only the last N lines of each task",
        HelpName = "N",
    };
    private static readonly Option<bool> Errors = new("--stderr") { Description = "Only standard error" };
    private static readonly Option<bool> Failed = new("--failed") { Description = "Only tasks that failed" };

    public static Command Create()
    {
        var command = new Command("logs", "Print the output of tasks") { Address, Follow, Tail, Errors, Failed };
        command.SetAction(parsed => Print(new Invocation(parsed)));
        return command;
    }

    private static int Print(Invocation cli)
    {
        if (cli.Get(Tail) is < 0 and var lines)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--tail {lines}: a number of lines, at least 0");
        }

        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        var address = TaskAddress.Find(queries, cli.Get(Address)!);
        using var output = Screen.OpenOutput();
        var isMany = address.Index is null && address.Job.Total > 1;
        var log = new LogWriter(state, queries, output, cli.Get(Errors), cli.Get(Tail));
        var attention = new WaitAttention(state, queries, Screen.Error.WriteLine);
        var printed = new HashSet<(int, int, int)>();
        while (true)
        {
            // Read before the rows: what ends in between is seen at the next round.
            var job = KnownJob.Find(queries, address.Job.Id.Value);
            foreach (var row in Rows(cli, queries, address))
            {
                var tag = isMany ? Words.Task(address.Spec.Tasks[row.Group], row.Index) + ": " : "";
                if (row.LiveAttempt != 0 && (address.Attempt ?? row.Attempt) == row.Attempt && row.Scratch != 0)
                {
                    log.Follow(row, tag);
                }
                else if (Ended(row, address.Attempt) is { } attempt && printed.Add((row.Group, row.Index, attempt)))
                {
                    log.PrintEnded(address, row, attempt, tag);
                }
            }

            output.Flush();
            if (!cli.Get(Follow) || job.Ended is not null)
            {
                return log.Missing.Count == 0 ? ExitCode.Success : throw Gone(log);
            }

            attention.Tell([job]);
            Thread.Sleep(Pace);
        }
    }

    /// <summary>
    /// Which attempt of a task is printed as ended: the one that is named, else the latest; null for none yet. One that is
    /// decided has no output before it starts, and waits for a slot as long as others run.
    /// </summary>
    private static int? Ended(TaskRow row, int? named)
    {
        var latest = row.LiveAttempt == 0 ? row.Attempt : row.Attempt - 1;
        return named is { } number ? (row.LiveAttempt != 0 && number == row.Attempt ? null : number)
            : latest > 0 ? latest
            : null;
    }

    private static ProblemException Gone(LogWriter log) =>
        new(
            ProblemCodes.OutputMissing,
            "output that was written is not there any more",
            [.. log.Missing.Select(Plain.Line), "rota check names all that is missing; a backup may have it"]
        );

    private static IEnumerable<TaskRow> Rows(Invocation cli, JobQueries queries, TaskAddress address)
    {
        var tasks = new TaskQuery(queries);
        var groups = queries.Groups(address.Job.Id);
        IEnumerable<TaskRow> rows = address switch
        {
            { Group: { } group, Index: { } index } => tasks.Find(address.Job.Id, groups[group], index) is { } row
                ? [row]
                : [],
            { Group: { } group } => tasks.Of(address.Job.Id, groups[group], null),
            _ => groups.SelectMany(group => tasks.Of(address.Job.Id, group, null)),
        };

        // Materialised: other queries of the same connection run while they are looked at.
        return rows.Where(row =>
                (row.Attempt > 0 || address.Attempt is not null) && (!cli.Get(Failed) || row.State.IsFailure())
            )
            .ToList();
    }
}
