using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Submitting;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

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
    private static readonly SlotOption Slots = new();

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
            selection = RerunChoice.Of(address, new RerunWish(cli.Get(Failed), cli.Get(All), cli.Get(Tasks)));
            count = RerunChoice.Count(queries, address.Job.Id, selection);
        }

        if (count == 0)
        {
            throw new ProblemException(
                ProblemCodes.NothingToRerun,
                $"job {address.Job.Id} has no ended tasks of that kind",
                $"try: rota tasks {address.Job.Id}"
            );
        }

        if (cli.Get(Plan))
        {
            var sentence = $"would run {Words.Count(count, "task")} of job {address.Job.Id} again";
            Screen.Out.WriteLine(cli.Output == OutputMode.Json ? JsonOf(address.Job.Id, count) : sentence);
            return ExitCode.Success;
        }

        if (!cli.Get(Detach))
        {
            SecretNotes.TellMissing(cli, state, address.Job.Id);
            SlotNotes.Tell(cli, state, address.Job.Id, Slots.Of(cli));
        }

        long request;
        using (var desk = new JobDesk(state))
        {
            request = desk.Ask(address.Job.Id, new Request.Rerun(selection), WallClock.Now);
        }

        if (cli.Get(Detach))
        {
            TellAsked(cli, state, address.Job.Id, count);
            return ExitCode.Success;
        }

        return new Follower(cli, state, new FollowOptions { Slots = Slots.Of(cli), Request = request }).Follow(
            address.Job.Id
        );
    }

    private static void TellAsked(Invocation cli, StateDirectory state, JobId id, long count)
    {
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(JsonOf(id, count));
        }

        if (cli.Output != OutputMode.Human)
        {
            return;
        }

        using var queries = new JobQueries(state);
        var job = KnownJob.Find(queries, id.Value);
        var server = Served.By(state, queries);
        Screen.Error.WriteLine(
            $"{Words.Count(count, "task")} of job {id} asked to run again; "
                + (
                    ServedNotes.Remedy(job, server)
                    ?? (
                        job.State == JobState.Paused
                            ? $"it is paused, so first: rota resume {id} --detach"
                            : $"{server!.Name} runs it. Wait for it: rota wait {id}"
                    )
                )
        );
    }

    private static string JsonOf(JobId job, long tasks) =>
        Json.Line(json =>
        {
            json.WriteNumber("version", 1);
            json.WriteNumber("job", job.Value);
            json.WriteNumber("tasks", tasks);
        });
}
