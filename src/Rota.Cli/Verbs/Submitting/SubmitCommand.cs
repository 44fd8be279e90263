using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.Model;
using Rota.Store.Local;

namespace Rota.Cli.Verbs.Submitting;

/// <summary><c>rota submit</c>: a job accepted and left for later.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var options = new SubmitOptions();
        var command = new Command(
            "submit",
            "Accept a job durably and print its id; rota resume runs it. With a schedule: register it"
        );
        options.AddTo(command);
        command.Add(Registration.Replace);
        command.SetAction(parsed => Submit(new Invocation(parsed), options, isRun: false));
        return command;
    }

    /// <summary>Accepts the job and prints its number; a person may be shown the plan and asked first.</summary>
    /// <param name="cli">The command line.</param>
    /// <param name="options">What the job is.</param>
    /// <param name="isRun">Whether it is run once without a question, also where the file has a schedule.</param>
    public static int Submit(Invocation cli, SubmitOptions options, bool isRun)
    {
        var source = new JobSource(cli, options);
        var spec = source.Read();
        var plan = Acceptance.PlanOf(cli, options, spec);
        var change = isRun ? null : RegistrationChange.Of(cli, spec, source.Schedule);
        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale), source.Schedule, change);
            return ExitCode.Success;
        }

        change?.RefuseUnasked();

        if (
            !isRun
            && !cli.Get(options.Yes)
            && Screen.IsTerminal
            && !Console.IsInputRedirected
            && cli.Output == OutputMode.Human
        )
        {
            PlanPage.Print(cli, spec, plan, cli.Get(options.TimeScale), source.Schedule, change);
            Screen.Error.Write("submit? [Y/n] ");
            if (Console.ReadLine()?.Trim() is not ("" or "y" or "Y" or "yes"))
            {
                return ExitCode.Cancelled;
            }
        }

        if (source.Schedule is { } schedule && !isRun)
        {
            return Registration.Register(cli, options, spec, schedule, source.Kept);
        }

        ScheduleNotes.NotRegistered(cli, source.Schedule);
        var state = cli.CreateState();
        var (job, isNew) = Acceptance.Accept(cli, options, state, spec, isWanted: false);
        Answer(cli, state, job, isNew);
        if (isNew)
        {
            SlotNotes.Tell(cli, state, job, options.Slots.Of(cli), spec.MaxParallel);
            SecretNotes.Tell(cli, spec, source.Kept);
        }

        return ExitCode.Success;
    }

    /// <summary>Tells the number of a job that was accepted, and who runs it.</summary>
    public static void Answer(Invocation cli, StateDirectory state, JobId job, bool isNew)
    {
        switch (cli.Output)
        {
            case OutputMode.Json:
                Screen.Out.WriteLine(
                    Json.Line(json =>
                    {
                        json.WriteNumber("version", 1);
                        json.WriteNumber("id", job.Value);
                        json.WriteBoolean("new", isNew);
                    })
                );
                break;
            case OutputMode.Human:
                Screen.Out.WriteLine(job);
                Screen.Error.WriteLine(
                    !isNew ? $"known already by its key: job {job}"
                    : Served.IsServingAll(state) ? $"accepted; the daemon runs it. Wait for it: rota wait {job}"
                    : $"accepted; run it with: rota resume {job}"
                );
                break;
            default:
                Screen.Out.WriteLine(job);
                break;
        }
    }
}
