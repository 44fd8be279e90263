using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.Model;

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
        command.Add(Registering.Replace);
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var read = new JobSource(cli, options).Read();
            if (read.Schedule is null && cli.Get(Registering.Replace))
            {
                throw new ProblemException(
                    ProblemCodes.Usage,
                    "--replace: the job has no schedule, so there is nothing that it could replace",
                    "leave it out, or name a job file with a schedule"
                );
            }

            if (read.Schedule is not null)
            {
                options.Later.RefuseWithSchedule(cli);
            }

            var request = read.Schedule is null ? read : Registering.Of(cli, read);
            return Submit(cli, options, request, mayAsk: true);
        });
        return command;
    }

    /// <summary>Accepts the job and prints its number; a person may be shown the plan and asked first.</summary>
    /// <param name="cli">The command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="request">What is submitted.</param>
    /// <param name="mayAsk">Whether a person may be asked.</param>
    public static int Submit(Invocation cli, SubmitOptions options, SubmitRequest request, bool mayAsk)
    {
        if (cli.Get(options.Plan))
        {
            PlanPage.Print(cli, HandedIn.Plan(cli, request));
            return ExitCode.Success;
        }

        if (
            mayAsk
            && !cli.Get(options.Yes)
            && Screen.IsTerminal
            && !Console.IsInputRedirected
            && cli.Output == OutputMode.Human
        )
        {
            HandedIn.Check(cli, request);
            PlanPage.Print(cli, HandedIn.Plan(cli, request));
            Screen.Error.Write("submit? [Y/n] ");
            if (Console.ReadLine()?.Trim() is not ("" or "y" or "Y" or "yes"))
            {
                return ExitCode.Cancelled;
            }
        }

        return request.Registers ? Registering.Register(cli, request) : Accept(cli, request);
    }

    /// <summary>Tells the number of a job that was accepted, and who runs it.</summary>
    public static void Tell(Invocation cli, Accepted accepted) =>
        Answer.Print(
            cli.Output,
            accepted,
            SubmitJson.Default.Accepted,
            TellPeople,
            job => Screen.Out.WriteLine(job.Id)
        );

    private static int Accept(Invocation cli, SubmitRequest request)
    {
        using var telemetry = Telemetry.Begin();
        var accepted = HandedIn.Accept(cli, request);
        ScheduleNotes.NotRegistered(cli, request.Schedule);
        Tell(cli, accepted);
        OpenNotes.Tell(cli, request, accepted.Id);
        NodeNotes.Tell(cli, accepted);
        if (accepted.New)
        {
            SlotNotes.Tell(cli, new JobId(accepted.Id), request.Slots);
            SecretNotes.Tell(cli, request);
        }

        return ExitCode.Success;
    }

    private static void TellPeople(Accepted job)
    {
        Screen.Out.WriteLine(job.Id);
        Screen.Error.WriteLine(
            !job.New ? $"known already by its key: job {job.Id}"
            : job.IsServed ? $"accepted; the daemon runs it. Wait for it: rota wait {job.Id}"
            : $"accepted; run it with: rota resume {job.Id}"
        );
    }
}
