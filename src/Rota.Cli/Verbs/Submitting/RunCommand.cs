using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Node.Agent;
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

    public static Command Create()
    {
        var options = new SubmitOptions();
        var command = new Command("run", "Submit a job, run it here with progress, print the outcome");
        options.AddTo(command);
        foreach (var option in (Option[])[Detach, Print, Tag, KeepOrder, Events])
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
            return SubmitCommand.Submit(cli, options, isRun: true);
        });
        return command;
    }

    /// <summary>What only who follows a job can do.</summary>
    private static void RefuseDetached(Invocation cli)
    {
        foreach (var option in (Option[])[Print, Tag, KeepOrder, Events])
        {
            if (cli.IsGiven(option))
            {
                throw OneLiner.Usage(
                    $"{option.Name} goes with a run that is followed, not with {Detach.Name}",
                    option == Events ? "give it to rota resume" : "read the output later: rota logs ID"
                );
            }
        }
    }

    private static int Run(Invocation cli, SubmitOptions options)
    {
        var source = new JobSource(cli, options);
        var spec = source.Read();
        var plan = Acceptance.PlanOf(cli, options, spec);
        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale), source.Schedule);
            return ExitCode.Success;
        }

        ScheduleNotes.NotRegistered(cli, source.Schedule);
        using var events = EventFile.Open(cli.Get(Events));
        var state = cli.CreateState();

        // Anchor and keeper come up while the job is committed.
        KeeperClient.Warm(state);
        SecretNotes.TellOfRun(cli, state, spec, source.Kept);
        var (job, isNew) = Acceptance.Accept(cli, options, state, spec, isWanted: true);
        if (!isNew && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"known already by its key: job {job}");
        }

        SlotNotes.Tell(cli, state, job, options.Slots.Of(cli), spec.MaxParallel);
        return new Follower(
            cli,
            state,
            new FollowOptions
            {
                Slots = options.Slots.Of(cli),
                Events = events,
                IsNew = isNew,
                Print =
                    cli.Get(Print) || cli.Get(Tag) || cli.Get(KeepOrder)
                        ? new PrintOptions(cli.Get(Tag), cli.Get(KeepOrder))
                        : null,
            }
        ).Follow(job);
    }
}
