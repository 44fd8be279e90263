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
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota resume</c>: goes on with unfinished jobs here, paused ones included.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string?> Job = JobArguments.Checked(
        new Argument<string?>("JOB")
        {
            Description = "The job: its number, its name, or @last; without it, all unfinished ones",
            Arity = ArgumentArity.ZeroOrOne,
        }
    );
    private static readonly SlotOption Slots = new();
    private static readonly Option<string?> Events = new("--events")
    {
        Description = "Write one line of JSON for each change",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "In the background: the daemon runs them, or a process of their own until they have ended",
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which jobs are meant, and do nothing",
    };

    public static Command Create()
    {
        var command = new Command("resume", "Go on with unfinished or paused jobs in the foreground")
        {
            Job,
            Slots,
            Events,
            Detach,
            Plan,
        };
        command.SetAction(parsed => Resume(new Invocation(parsed)));
        return command;
    }

    private static int Resume(Invocation cli)
    {
        var job = cli.Get(Job);
        var jobs = cli.Ask(
            site => ResumeCases.Choose(site, job),
            async server =>
                (IReadOnlyList<JobId>)
                    [.. (await server.Steering.OpenAsync(job).ConfigureAwait(false)).Jobs.Select(id => new JobId(id))]
        );
        if (jobs.Count == 0 && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine("no unfinished jobs");
        }

        if (cli.Get(Plan))
        {
            return RequestCommands.Plan(
                cli,
                new JobsRequest([.. jobs.Select(job => $"{job}")], new Request.Resume()),
                "resume"
            );
        }

        if (cli.Remote is { } server)
        {
            RemoteRun.Refuse(cli, [Events]);
            return RemoteResume.Resume(cli, server, jobs, cli.Get(Detach));
        }

        if (!cli.Get(Detach))
        {
            return Follow(cli, jobs);
        }

        // Another process writes it. That it cannot is told here.
        EventFile.Open(cli.Get(Events))?.Dispose();
        return ResumeDetached.Resume(cli, jobs, Options(cli));
    }

    private static int Follow(Invocation cli, IReadOnlyList<JobId> jobs)
    {
        using var events = EventFile.Open(cli.Get(Events));
        using var telemetry = Telemetry.Begin();
        var home = cli.OpenHome();
        var worst = ExitCode.Success;
        foreach (var job in jobs)
        {
            var slots = Slots.Of(cli);
            SecretNotes.TellMissing(cli, home, job);
            SlotNotes.Tell(cli, job, slots);
            var options = new FollowOptions
            {
                Slots = slots,
                Events = events,
                Request = ResumeCases.Ask(cli.Site, job),
            };
            var code = new Follower(cli, home, options).Follow(job);
            if (code == ExitCode.Interrupted)
            {
                return code;
            }

            worst = Math.Max(worst, code);
        }

        return worst;
    }

    /// <summary>The options as another process is given them.</summary>
    private static List<string> Options(Invocation cli)
    {
        var options = new List<string>();
        options.AddRange(cli.Get(Slots) is { } slots ? [$"--slots={slots}"] : []);
        options.AddRange(cli.Get(Events) is { } events ? ["--events=" + events] : []);
        options.AddRange(cli.Get(Invocation.VerboseOption) ? ["--verbose"] : []);
        return options;
    }
}
