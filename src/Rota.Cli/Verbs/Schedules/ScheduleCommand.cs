using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Submitting;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Verbs.Schedules;

/// <summary><c>rota schedule</c>: jobs that are submitted by themselves.</summary>
internal static class ScheduleCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the schedule" };
    private static readonly Option<bool> Plan = new("--plan") { Description = "Show what is meant, and do nothing" };

    public static Command Create()
    {
        var command = new Command("schedule", "Run jobs at set times, while a daemon (rota up) serves the state")
        {
            CreateAdd(),
            ScheduleList.Create(),
            ScheduleNext.Create(),
            Change("pause", "Fire nothing until resumed", (desk, name) => desk.Pause(name)),
            Change("resume", "Fire again from now on", (desk, name) => desk.Resume(name, WallClock.Now)),
            Change("rm", "Forget a schedule; jobs that it made stay", (desk, name) => desk.Remove(name)),
            CreateRun(),
        };
        return command;
    }

    private static Command CreateAdd()
    {
        var options = new SubmitOptions(isForFiles: true);
        var command = new Command("add", "Register the schedule of a job file");
        options.AddTo(command);
        command.Add(Registration.Replace);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var source = new JobSource(cli, options);
            var spec = source.Read();
            var plan = Acceptance.PlanOf(cli, options, spec);
            if (source.Schedule is not { } schedule)
            {
                throw new ProblemException(
                    ProblemCodes.NoSchedule,
                    $"the job {Plain.Line(spec.Name)} has no schedule",
                    "add to its file: schedule: {cron: \"0 2 * * *\", timezone: Europe/Paris}"
                );
            }

            if (cli.Get(options.Plan))
            {
                var change = RegistrationChange.Of(cli, spec, schedule);
                PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale), schedule, change);
                return ExitCode.Success;
            }

            return Registration.Register(cli, options, spec, schedule, source.Kept);
        });
        return command;
    }

    private static Command CreateRun()
    {
        var command = new Command("run", "Submit the job of a schedule now, beside its set times") { Name, Plan };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var state = Checked(cli, "run");
            if (cli.Get(Plan))
            {
                return ExitCode.Success;
            }

            using var desk = new ScheduleDesk(state, new SystemTimeZones());
            var job = desk.RunNow(cli.Get(Name)!, WallClock.Now) ?? throw Gone(cli.Get(Name)!);
            SubmitCommand.Answer(cli, state, job, isNew: true);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Change(string verb, string description, Func<ScheduleDesk, string, bool> change)
    {
        var command = new Command(verb, description) { Name, Plan };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var name = cli.Get(Name)!;
            var state = Checked(cli, verb);
            if (cli.Get(Plan))
            {
                return ExitCode.Success;
            }

            using (var desk = new ScheduleDesk(state, new SystemTimeZones()))
            {
                if (!change(desk, name))
                {
                    throw Gone(name);
                }
            }

            ScheduleAnswer.Print(cli, state, name, verb);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The state, in which there is a schedule of that name; with --plan it says what would be done.</summary>
    private static StateDirectory Checked(Invocation cli, string verb)
    {
        var state = cli.OpenState();
        var row = ScheduleNotes.Named(state, cli.Get(Name)!);
        if (cli.Get(Plan))
        {
            Screen.Out.WriteLine(
                $"would {verb} schedule {Plain.Line(row.Name)}: {row.Spec.Cron} in {row.Spec.TimeZone}, "
                    + ScheduleAnswer.State(row)
            );
        }

        return state;
    }

    private static ProblemException Gone(string name) =>
        new(ProblemCodes.NoSuchSchedule, $"schedule {Plain.Line(name)} was removed just now", "try: rota schedule ls");
}
