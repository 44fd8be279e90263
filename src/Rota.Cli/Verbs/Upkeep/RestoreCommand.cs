using System.CommandLine;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Clocks;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Runners.Turns;
using Rota.Store.Local;
using Rota.Store.Sqlite.Backups;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Turns;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota restore FILE DIR</c>: makes a state of a backup, proven before it gets its name.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("FILE")
    {
        Description = "What rota backup wrote, or a bare rota.db",
    };
    private static readonly Argument<string> Target = new("DIR") { Description = "The new state; must not be there" };

    public static Command Create()
    {
        var command = new Command("restore", "Make a state of a backup, in a new directory") { Source, Target };
        command.SetAction(parsed => Make(new Invocation(parsed)));
        return command;
    }

    private static int Make(Invocation cli)
    {
        var (source, target) = (Utf8Path.Of(cli.Get(Source)!), Utf8Path.Of(cli.Get(Target)!));
        RefuseTaken(source, target);
        using var restore = new Restore(target);
        var (state, missing) = restore.Unpack(source);
        var lost = Lose(state);
        Prove(state, source);
        restore.Finish();
        Tell(cli, target, lost);
        return LeftOut.Tell(missing, "the state is whole but for this");
    }

    private static int Lose(StateDirectory state)
    {
        using var store = new SqliteHomeStore(state);
        return RestoredAttempts.Lose(store, WallClock.Now);
    }

    private static void RefuseTaken(string source, string target)
    {
        NamedFile.Open(source, "name what rota backup wrote").Dispose();
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new ProblemException(
                ProblemCodes.TargetExists,
                $"{target} is there already, and nothing of it is overwritten",
                "name a directory that is not there, or move this one away first"
            );
        }

        var mark = new AttemptMark(target);
        var living = ProcessTable
            .All()
            .Where(process => !process.IsZombie && mark.AttemptOf(ProcessTable.MarkerOf(process.Pid)) is not null)
            .Select(process => process.Pid)
            .ToArray();
        if (living.Length > 0)
        {
            throw new ProblemException(
                ProblemCodes.TasksLive,
                $"tasks of a state that was at {target} still run: pid {string.Join(", ", living.Take(8))}",
                "end them first, or name another directory"
            );
        }
    }

    private static void Prove(StateDirectory state, string source)
    {
        using var queries = new JobQueries(state);
        string[] violations = [.. new StoreCheck(queries).Run(), .. new OutputCheck(state, queries).Run()];
        if (violations.Length > 0)
        {
            throw new ProblemException(
                StoreProblems.Damaged,
                $"what {source} holds is not sound; nothing was restored",
                [.. violations.Select(Plain.Line), "take another backup"]
            );
        }
    }

    private static void Tell(Invocation cli, string target, int lost)
    {
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteString("state", target);
                    json.WriteNumber("lost", lost);
                })
            );
        }
        else if (cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine(
                $"restored to {Plain.Line(target)}"
                    + (lost > 0 ? $"; {Words.Count(lost, "attempt")} that ran at the backup count as lost" : "")
                    + ". Nothing runs yet: rota resume --state DIR, or rota up --state DIR"
            );
        }
    }
}
