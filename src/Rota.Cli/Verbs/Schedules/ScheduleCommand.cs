using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Submitting;

namespace Rota.Cli.Verbs.Schedules;

/// <summary><c>rota schedule</c>: jobs that are submitted by themselves.</summary>
internal static class ScheduleCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the schedule" };
    private static readonly Option<bool> Plan = new("--plan") { Description = "Show what is meant, and do nothing" };
    private static readonly Option<int> Count = new("-n") { Description = "How many", DefaultValueFactory = _ => 5 };

    public static Command Create() =>
        new("schedule", "Run jobs at set times, while a daemon (rota up) serves the state")
        {
            CreateAdd(),
            CreateList(),
            CreateNext(),
            Changing("pause", "Fire nothing until resumed", cli => Change(cli, ScheduleChange.Pause)),
            Changing("resume", "Fire again from now on", cli => Change(cli, ScheduleChange.Resume)),
            Changing("rm", "Forget a schedule; jobs that it made stay", cli => Change(cli, ScheduleChange.Removal)),
            CreateRun(),
            BackfillCommand.Create(),
        };

    private static Command CreateRun()
    {
        var parameters = Pairs.Option("Parameter of its job, for this run only: NAME=VALUE");
        var command = Changing(
            "run",
            "Submit the job of a schedule now, beside its set times",
            cli => SubmitCommand.Tell(cli, Run(cli, Pairs.Read(cli.Get(parameters), parameters.Name)))
        );
        command.Add(parameters);
        return command;
    }

    private static Accepted Run(Invocation cli, IReadOnlyDictionary<string, string> parameters) =>
        cli.Ask(
            site => SubmitCases.RunSchedule(site, cli.Get(Name)!, parameters),
            server => server.Schedules.RunAsync(cli.Get(Name)!, parameters)
        );

    private static Command CreateAdd()
    {
        var options = new SubmitOptions(isForFiles: true);
        var command = new Command("add", "Register the schedule of a job file");
        options.AddTo(command);
        command.Add(Registering.Replace);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            options.Later.RefuseWithSchedule(cli);
            var request = Registering.Of(cli, new JobSource(cli, options).Read());
            return SubmitCommand.Submit(cli, options, request, mayAsk: false);
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("ls", "List schedules with their next and their last run");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            ScheduleTable.Print(cli, cli.Ask(ScheduleCases.List, server => server.Schedules.ListAsync()));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateNext()
    {
        var command = new Command("next", "Show when a schedule runs next") { Name, Count };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var (name, count) = (cli.Get(Name)!, cli.Get(Count));
            var next = cli.Ask(
                site => ScheduleCases.Next(site, name, count),
                server => server.Schedules.NextAsync(name, count)
            );
            ScheduleTable.Print(cli, next);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Changing(string verb, string description, Action<Invocation> change)
    {
        var command = new Command(verb, description) { Name, Plan };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            if (cli.Get(Plan))
            {
                TellPlan(cli, verb);
            }
            else
            {
                change(cli);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Change(Invocation cli, ScheduleChange change) =>
        ScheduleTable.Print(
            cli,
            cli.Ask(
                site => ScheduleCases.Change(site, cli.Get(Name)!, change),
                server => server.Schedules.ChangeAsync(cli.Get(Name)!, change)
            ),
            tellsNext: change == ScheduleChange.Resume
        );

    private static void TellPlan(Invocation cli, string verb)
    {
        void Sentence(ScheduleState state) =>
            Screen.Out.WriteLine(
                $"would {verb} schedule {Plain.Line(state.Schedule)}: {state.Row!.Cron} in {state.Row.TimeZone}, "
                    + state.State
            );
        Answer.Print(
            cli.Output,
            cli.Ask(
                site => ScheduleCases.Find(site, cli.Get(Name)!),
                server => server.Schedules.FindAsync(cli.Get(Name)!)
            ),
            ScheduleJson.Default.ScheduleState,
            Sentence,
            Sentence
        );
    }
}
