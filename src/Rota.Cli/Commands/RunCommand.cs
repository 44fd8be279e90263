using System.CommandLine;
using Rota.Cli.Foreground;
using Rota.Cli.JobSources;
using Rota.Cli.Output;
using Rota.Cli.Planning;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Node.Agent;
using Rota.Store;
using Rota.Store.Sqlite;
using Command = System.CommandLine.Command;

namespace Rota.Cli.Commands;

/// <summary><c>rota run</c> and <c>rota submit</c>: the same job, followed here or left for later.</summary>
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

    public static Command Create(CommandTail tail)
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
            return cli.Get(Detach) ? Submit(cli, options, tail, asks: false) : Run(cli, options, tail);
        });
        return command;
    }

    public static Command CreateSubmit(CommandTail tail)
    {
        var options = new SubmitOptions();
        var command = new Command("submit", "Accept a job durably and print its id; rota resume runs it");
        options.AddTo(command);
        command.SetAction(parsed => Submit(new Invocation(parsed), options, tail, asks: true));
        return command;
    }

    private static int Run(Invocation cli, SubmitOptions options, CommandTail tail)
    {
        var spec = new JobSource(cli, options, tail).Read();
        var plan = PlanOf(cli, options, spec);
        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale));
            return ExitCode.Success;
        }

        var state = cli.CreateState();

        // Anchor and keeper come up while the job is committed.
        KeeperClient.Warm(state);
        var (job, _) = Accept(cli, options, state, spec, isWanted: true);
        return new Follower(
            cli,
            state,
            new FollowOptions
            {
                Slots = cli.Get(options.Slots),
                EventsPath = cli.Get(Events),
                Print =
                    cli.Get(Print) || cli.Get(Tag) || cli.Get(KeepOrder)
                        ? new PrintOptions(cli.Get(Tag), cli.Get(KeepOrder))
                        : null,
            }
        ).Follow(job);
    }

    private static int Submit(Invocation cli, SubmitOptions options, CommandTail tail, bool asks)
    {
        var spec = new JobSource(cli, options, tail).Read();
        var plan = PlanOf(cli, options, spec);
        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale));
            return ExitCode.Success;
        }

        if (
            asks
            && !cli.Get(options.Yes)
            && Invocation.IsTerminal
            && !Console.IsInputRedirected
            && cli.Output == OutputMode.Human
        )
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale));
            Invocation.Error.Write("submit? [Y/n] ");
            if (Console.ReadLine()?.Trim() is not ("" or "y" or "Y" or "yes"))
            {
                return ExitCode.Cancelled;
            }
        }

        var (job, isNew) = Accept(cli, options, cli.CreateState(), spec, isWanted: false);
        switch (cli.Output)
        {
            case OutputMode.Json:
                Invocation.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteNumber("id", job.Value);
                    })
                );
                break;
            case OutputMode.Human:
                Invocation.Out.WriteLine(job);
                Invocation.Error.WriteLine(
                    isNew ? $"accepted; run it with: rota resume {job}" : $"known already by its key: job {job}"
                );
                break;
            default:
                Invocation.Out.WriteLine(job);
                break;
        }

        return ExitCode.Success;
    }

    private static Plan PlanOf(Invocation cli, SubmitOptions options, JobSpec spec)
    {
        if (cli.Get(options.Slots) is < 1 and var slots)
        {
            throw new CommandFailure(ExitCode.BadInput, "usage", $"-j {slots}: at least 1");
        }

        var plan = new Plan(spec, NodeCapacity.Detect(cli.Get(options.Slots)));
        if (cli.Get(options.IfPlan) is { } wanted && wanted != plan.Id)
        {
            throw new CommandFailure(
                ExitCode.Refused,
                "plan-moved",
                $"the plan is {plan.Id} now, not {wanted}: the job or the machine has changed",
                "look again: rota plan"
            );
        }

        return plan.Misfits.Count == 0 || cli.Get(options.Plan)
            ? plan
            : throw new CommandFailure(
                ExitCode.Refused,
                "never-fits",
                "the job cannot run on this machine; nothing was submitted",
                [.. plan.Misfits]
            );
    }

    private static (JobId Job, bool IsNew) Accept(
        Invocation cli,
        SubmitOptions options,
        StateDirectory state,
        JobSpec spec,
        bool isWanted
    )
    {
        using var desk = new JobDesk(state);
        return desk.Submit(spec, cli.Get(options.Key), isWanted, Invocation.Now);
    }
}
