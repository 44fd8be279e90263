using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Store.Records;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Registers the schedule of a job file: what <c>submit</c> and <c>schedule add</c> share.</summary>
internal static class Registering
{
    /// <summary>Whether another schedule of the name gives way.</summary>
    public static Option<bool> Replace { get; } =
        new("--replace") { Description = "Take the place of a schedule of the same name that is different" };

    /// <summary>What was handed in, to be registered.</summary>
    public static SubmitRequest Of(Invocation cli, SubmitRequest request) =>
        request with
        {
            Registers = true,
            Replaces = cli.Get(Replace),
        };

    /// <summary>Commits the schedule, and says when it runs first.</summary>
    public static int Register(Invocation cli, SubmitRequest request)
    {
        var registration = SubmitCases.Register(cli.Site, request);
        Answer.Print(
            cli.Output,
            registration,
            SubmitJson.Default.Registration,
            done => Tell(cli, done, request.Replaces),
            done => Screen.Out.WriteLine(Plain.Line(done.Schedule))
        );
        if (!registration.Unchanged || request.Replaces)
        {
            SecretNotes.Tell(cli, request);
        }

        return ExitCode.Success;
    }

    private static void Tell(Invocation cli, Registration registration, bool replaces)
    {
        var what = registration.Outcome.Kind switch
        {
            RegistrationKind.New => "registered",
            RegistrationKind.Same when replaces =>
                "registered already, and the same; your environment is captured anew",
            RegistrationKind.Same => "registered already, and the same: nothing was changed",
            _ => "registered in place of the schedule of that name",
        };
        var row = registration.Row;
        Screen.Out.WriteLine(Plain.Line(row.Name));
        Screen.Error.WriteLine(
            what
                + (row.IsPaused ? ", and still paused" : "")
                + $"; {row.Spec.Cron} in {row.Spec.TimeZone}, next {ScheduleTimes.Text(row.Spec, row.Due)}"
        );
        foreach (var change in RegistrationChange.Shown(registration.Outcome.Changes))
        {
            Screen.Error.WriteLine($"  {Plain.Line(change)}");
        }

        ScheduleNotes.NotServed(cli, registration.Served);
    }
}
