using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Looking;
using Rota.Cli.Verbs.Submitting;
using Rota.Client;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota rerun</c>: new attempts inside the same job; history is kept.</summary>
internal static class RerunCommand
{
    private static readonly Argument<string> Address = new("JOB[.TASK]")
    {
        Description = "The job, or one entry of it",
    };
    private static readonly Option<bool> Failed = new("--failed") { Description = "All that did not succeed" };
    private static readonly Option<bool> All = new("--all") { Description = "All tasks" };
    private static readonly Option<string?> Tasks = new("--tasks") { Description = "These indices: 3,7-9" };
    private static readonly Option<string?> Where = WhereOption.Create();
    private static readonly Option<string?> Like = new("--like")
    {
        Description = "Those that failed as this task did: one of a cause in rota failures",
        HelpName = "ID.TASK[.INDEX]",
    };
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
            Where,
            Like,
            Plan,
            Detach,
            Slots,
        };
        command.SetAction(parsed => Rerun(new Invocation(parsed)));
        return command;
    }

    private static int Rerun(Invocation cli)
    {
        var request = new RerunRequest(cli.Get(Address)!, cli.Get(Failed), cli.Get(All), cli.Get(Tasks))
        {
            Where = cli.Get(Where),
            Like = cli.Get(Like),
        };
        if (cli.Remote is { } server && !cli.Get(Plan))
        {
            return Rerun(cli, server, request);
        }

        var chosen = cli.Ask(
            site => RerunCases.Choose(site, request),
            server => server.Steering.RerunAsync(request, isPlan: true)
        );
        if (cli.Get(Plan))
        {
            Answer.Print(cli.Output, chosen, SteeringJson.Default.RerunJob, PrintPlan, PrintPlan);
            return ExitCode.Success;
        }

        if (cli.Get(Detach))
        {
            var asked = RerunCases.Ask(cli.Site, chosen);
            Answer.Print(cli.Output, chosen, SteeringJson.Default.RerunJob, job => TellAsked(job, asked));
            return ExitCode.Success;
        }

        var (home, slots) = (cli.OpenHome(), Slots.Of(cli));
        SecretNotes.TellMissing(cli, home, chosen.Id);
        SlotNotes.Tell(cli, chosen.Id, slots);
        var options = new FollowOptions { Slots = slots, Request = RerunCases.Ask(cli.Site, chosen).Request };
        return new Follower(cli, home, options).Follow(chosen.Id);
    }

    private static int Rerun(Invocation cli, RotaClient server, RerunRequest request)
    {
        var asked = server.Steering.RerunAsync(request, isPlan: false).GetAwaiter().GetResult();
        if (!cli.Get(Detach))
        {
            return new RemoteFollower(cli, server).Follow(asked.Job, isNew: null, asked);
        }

        Answer.Print(
            cli.Output,
            asked with
            {
                Note = null,
                Request = null,
                Asked = null,
            },
            SteeringJson.Default.RerunJob,
            _ => Screen.Error.WriteLine(asked.Note)
        );
        return ExitCode.Success;
    }

    private static void PrintPlan(RerunJob job) => Screen.Out.WriteLine(PlanWords.Of(job));

    private static void TellAsked(RerunJob job, AskedRerun asked) =>
        Screen.Error.WriteLine(PlanWords.Asked(job, asked));
}
