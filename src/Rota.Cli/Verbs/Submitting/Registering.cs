using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;

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
        var registration = HandedIn.Register(cli, request);
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
        var what = registration switch
        {
            { Unchanged: true } when replaces => "registered already, and the same; your environment is captured anew",
            { Unchanged: true } => "registered already, and the same: nothing was changed",
            { Replaced: true } => "registered in place of the schedule of that name",
            _ => "registered",
        };
        Screen.Out.WriteLine(Plain.Line(registration.Schedule));
        Screen.Error.WriteLine(
            what
                + (registration.Paused ? ", and still paused" : "")
                + $"; {registration.Cron} in {registration.TimeZone}, next "
                + ScheduleTimes.Text(registration.TimeZone, registration.Next ?? Instant.Never)
        );
        foreach (var change in RegistrationChange.Shown(registration.Changes ?? []))
        {
            Screen.Error.WriteLine($"  {Plain.Line(change)}");
        }

        ScheduleNotes.NotServed(cli, registration.Served);
    }
}
