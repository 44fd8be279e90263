using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.Model;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Verbs.Submitting;

/// <summary><c>rota run</c>: a job submitted and followed here to its outcome.</summary>
internal static class RunCommand
{
    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "Accept the job and return; rota resume runs it",
    };
    private static readonly Option<bool> Print = new("--print")
    {
        Description = "Print the tasks' output as each ends",
    };
    private static readonly Option<bool> Tag = new("--tag")
    {
        Description = "With --print: begin each line with its task",
    };
    private static readonly Option<bool> KeepOrder = new("--keep-order", "-k")
    {
        Description = "With --print: in the order of the inputs",
    };
    private static readonly Option<string?> Events = new("--events")
    {
        Description = "Write one line of JSON for each change",
        HelpName = "FILE",
    };

    private static Option[] OfFollowers => [Print, Tag, KeepOrder, Events, .. RecordOptions.All];

    public static Command Create()
    {
        var options = new SubmitOptions();
        var command = new Command("run", "Submit a job, run it here with progress, print the outcome");
        options.AddTo(command);
        foreach (var option in (Option[])[Detach, .. OfFollowers])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            if (!cli.Get(Detach))
            {
                return Run(cli, options);
            }

            RefuseDetached(cli);
            return SubmitCommand.Submit(cli, options, new JobSource(cli, options).Read(), mayAsk: false);
        });
        return command;
    }

    /// <summary>What only who follows a job can do.</summary>
    private static void RefuseDetached(Invocation cli)
    {
        foreach (var option in OfFollowers)
        {
            if (cli.IsGiven(option))
            {
                throw OneLiner.Usage(
                    $"{option.Name} goes with a run that is followed, not with {Detach.Name}",
                    option == Events ? "give it to rota resume"
                        : option == RecordOptions.Joblog ? "write it later: rota export ID --format joblog"
                        : "read the output later: rota logs ID"
                );
            }
        }
    }

    private static int Run(Invocation cli, SubmitOptions options)
    {
        RemoteRun.Refuse(cli, OfFollowers);
        var source = new JobSource(cli, options) { Resume = RecordOptions.Resumed(cli) };
        SubmitRequest request;
        try
        {
            request = source.Read() with { IsWanted = cli.Remote is null };
        }
        catch (NothingLeftException nothing)
        {
            Screen.Error.WriteLine(nothing.Message);
            return ExitCode.Success;
        }

        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, HandedIn.Plan(cli, request));
            return ExitCode.Success;
        }

        // Before the file of the events is written over.
        HandedIn.Check(cli, request);
        using var events = EventFile.Open(cli.Get(Events));
        using var telemetry = Telemetry.Begin();
        using var records = RecordOptions.Open(cli, source.Numbers);
        var accepted = HandedIn.Accept(cli, request);
        var job = new JobId(accepted.Id);
        ScheduleNotes.NotRegistered(cli, request.Schedule);
        SecretNotes.TellOfRun(cli, request);
        if (!accepted.New && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"known already by its key: job {job}");
        }

        OpenNotes.Tell(cli, request, accepted.Id);
        SlotNotes.Tell(cli, job, request.Slots);
        NodeNotes.Tell(cli, accepted);
        if (cli.Remote is { } server)
        {
            return RemoteRun.Follow(cli, server, accepted);
        }

        return new Follower(
            cli,
            cli.OpenHome(),
            new FollowOptions
            {
                Slots = request.Slots,
                Events = events,
                Records = records,
                IsNew = accepted.New,
                Print =
                    cli.Get(Print) || cli.Get(Tag) || cli.Get(KeepOrder)
                        ? new PrintOptions(cli.Get(Tag), cli.Get(KeepOrder))
                        : null,
            }
        ).Follow(job);
    }
}
