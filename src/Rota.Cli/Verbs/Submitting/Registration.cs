using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.Jobs;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Records;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Registers the schedule of a job file: what <c>submit</c> and <c>schedule add</c> share.</summary>
internal static class Registration
{
    /// <summary>Whether another schedule of the name gives way.</summary>
    public static Option<bool> Replace { get; } =
        new("--replace") { Description = "Take the place of a schedule of the same name that is different" };

    /// <summary>Commits the schedule under the job's name, and says when it runs first.</summary>
    public static int Register(
        Invocation cli,
        SubmitOptions options,
        JobSpec job,
        ScheduleSpec schedule,
        IReadOnlyCollection<string> kept
    )
    {
        if (cli.Get(options.Key) is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--key: a schedule is registered once under its name, and each run has a key of its own",
                "remove --key; --name gives it another name"
            );
        }

        var state = cli.CreateState();
        Registered registered;
        using (var desk = new ScheduleDesk(state, new SystemTimeZones()))
        {
            registered = desk.Register(job, schedule, cli.Get(Replace), WallClock.Now);
        }

        if (registered.Kind == RegistrationKind.Refused)
        {
            throw RegistrationChange.Refusal(job.Name, registered.Changes);
        }

        var row = ScheduleNotes.Named(state, job.Name);
        switch (cli.Output)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteString("schedule", job.Name);
                        json.WriteBoolean("replaced", registered.Kind == RegistrationKind.Replaced);
                        json.WriteBoolean("unchanged", registered.Kind == RegistrationKind.Same);
                        json.WriteInstant("next", row.Due);
                        json.WriteBoolean("served", Served.IsServingAll(state));
                    })
                );
                break;
            case OutputMode.Human:
                Screen.Out.WriteLine(Plain.Line(job.Name));
                Tell(row, registered, cli.Get(Replace));
                ScheduleNotes.NotServed(cli, state);
                break;
            default:
                Screen.Out.WriteLine(Plain.Line(job.Name));
                break;
        }

        if (registered.Kind != RegistrationKind.Same || cli.Get(Replace))
        {
            SecretNotes.Tell(cli, job, kept);
        }

        return ExitCode.Success;
    }

    private static void Tell(ScheduleRow row, Registered registered, bool replace)
    {
        var what = registered.Kind switch
        {
            RegistrationKind.New => "registered",
            RegistrationKind.Same when replace => "registered already, and the same; your environment is captured anew",
            RegistrationKind.Same => "registered already, and the same: nothing was changed",
            _ => "registered in place of the schedule of that name",
        };
        Screen.Error.WriteLine(
            what
                + (row.IsPaused ? ", and still paused" : "")
                + $"; {row.Spec.Cron} in {row.Spec.TimeZone}, next {NextRuns.Text(row.Spec, row.Due)}"
        );
        foreach (var change in RegistrationChange.Shown(registered.Changes))
        {
            Screen.Error.WriteLine($"  {Plain.Line(change)}");
        }
    }
}
