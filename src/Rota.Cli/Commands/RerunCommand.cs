using System.CommandLine;
using Rota.Cli.Foreground;
using Rota.Cli.Output;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Node.Runners;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Commands;

/// <summary><c>rota rerun</c>: new attempts inside the same job; history is kept.</summary>
internal static class RerunCommand
{
    private static readonly Argument<string> Address = new("ID[.TASK]") { Description = "The job, or one entry of it" };
    private static readonly Option<bool> Failed = new("--failed") { Description = "All that did not succeed" };
    private static readonly Option<bool> All = new("--all") { Description = "All tasks" };
    private static readonly Option<string?> Tasks = new("--tasks") { Description = "These indices: 3,7-9" };
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which tasks are meant, and do nothing",
    };
    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "Ask for it and return; rota resume runs it",
    };
    private static readonly Option<int?> Slots = new("--slots", "-j")
    {
        Description = "Tasks at a time (default: one a core)",
    };

    public static Command Create()
    {
        var command = new Command("rerun", "Run ended tasks of a job again, in the foreground")
        {
            Address,
            Failed,
            All,
            Tasks,
            Plan,
            Detach,
            Slots,
        };
        command.SetAction(parsed => Rerun(new Invocation(parsed)));
        return command;
    }

    private static int Rerun(Invocation cli)
    {
        var state = cli.OpenState();
        TaskAddress address;
        RerunSelection selection;
        long count;
        using (var queries = new JobQueries(state))
        {
            address = TaskAddress.Find(queries, cli.Get(Address)!);
            selection = Selection(cli, address);
            count = Count(queries, address.Job.Id, selection);
        }

        if (count == 0)
        {
            throw new CommandFailure(
                ExitCode.BadInput,
                "nothing-to-rerun",
                $"job {address.Job.Id} has no ended tasks of that kind",
                $"try: rota tasks {address.Job.Id}"
            );
        }

        if (cli.Get(Plan))
        {
            Invocation.Out.WriteLine($"would run {Words.Count(count, "task")} of job {address.Job.Id} again");
            return ExitCode.Success;
        }

        long request;
        using (var desk = new JobDesk(state))
        {
            request = desk.Ask(address.Job.Id, RequestKind.Rerun, selection.ToString(), Invocation.Now);
        }

        return cli.Get(Detach)
            ? ExitCode.Success
            : new Follower(cli, state, new FollowOptions { Slots = cli.Get(Slots), Request = request }).Follow(
                address.Job.Id
            );
    }

    private static RerunSelection Selection(Invocation cli, TaskAddress address)
    {
        if (cli.Get(Tasks) is { } text)
        {
            var group =
                address.Group
                ?? (
                    address.Spec.Tasks.Length == 1
                        ? 0
                        : throw new CommandFailure(
                            ExitCode.BadInput,
                            "usage",
                            "--tasks needs the entry",
                            $"try: rota rerun {address.Job.Id}.{address.Spec.Tasks[0].Id} --tasks {text}"
                        )
                );
            if (!ArrayRange.TryParse(text, out var range, out _, out var mistake))
            {
                throw new CommandFailure(ExitCode.BadInput, "usage", $"--tasks {text}: {mistake}", ArrayRange.Form);
            }

            var expansion = address.Spec.Tasks[group].Expansion;
            return new RerunSelection(
                RerunKind.Tasks,
                Enumerable
                    .Range(0, range.Count)
                    .Select(ordinal => expansion.Ordinal(range.Label(ordinal)))
                    .OfType<int>()
                    .Select(index => (group, index))
                    .ToHashSet()
            );
        }

        return (cli.Get(Failed), cli.Get(All), address.Group) switch
        {
            (true, false, null) => RerunSelection.Failed,
            (false, true, null) => RerunSelection.All,
            (_, _, { } group) when address.Index is { } index => new RerunSelection(
                RerunKind.Tasks,
                new HashSet<(int, int)> { (group, index) }
            ),
            (_, _, { } group) => new RerunSelection(
                RerunKind.Tasks,
                Enumerable
                    .Range(0, address.Spec.Tasks[group].Expansion.Count)
                    .Select(index => (group, index))
                    .ToHashSet()
            ),
            _ => throw new CommandFailure(
                ExitCode.BadInput,
                "usage",
                "say which tasks: --failed, --all, or --tasks 3,7-9"
            ),
        };
    }

    private static long Count(JobQueries queries, JobId job, RerunSelection selection)
    {
        var tasks = new TaskQuery(queries);
        return queries
            .Groups(job)
            .Sum(group =>
                tasks
                    .Of(job, group, null)
                    .LongCount(row =>
                        row.State.IsTerminal()
                        && (selection.Kind != RerunKind.Failed || row.State != TaskState.Succeeded)
                        && (selection.Kind != RerunKind.Tasks || selection.Tasks.Contains((row.Group, row.Index)))
                    )
            );
    }
}
