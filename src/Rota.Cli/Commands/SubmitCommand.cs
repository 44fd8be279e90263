using System.CommandLine;
using Rota.Cli.JobSources;
using Rota.Cli.Output;
using Rota.Cli.Planning;
using Rota.Store;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary><c>rota submit</c>: a job accepted and left for later.</summary>
internal static class SubmitCommand
{
    public static Command Create(CommandTail tail)
    {
        var options = new SubmitOptions();
        var command = new Command("submit", "Accept a job durably and print its id; rota resume runs it");
        options.AddTo(command);
        command.SetAction(parsed => Submit(new Invocation(parsed), options, tail, asks: true));
        return command;
    }

    /// <summary>Accepts the job and prints its number; a person may be shown the plan and asked first.</summary>
    public static int Submit(Invocation cli, SubmitOptions options, CommandTail tail, bool asks)
    {
        var spec = new JobSource(cli, options, tail).Read();
        var plan = Acceptance.PlanOf(cli, options, spec);
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

        var state = cli.CreateState();
        var (job, isNew) = Acceptance.Accept(cli, options, state, spec, isWanted: false);
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
                    !isNew ? $"known already by its key: job {job}"
                    : IsServed(state) ? $"accepted; the daemon runs it. Wait for it: rota wait {job}"
                    : $"accepted; run it with: rota resume {job}"
                );
                break;
            default:
                Invocation.Out.WriteLine(job);
                break;
        }

        return ExitCode.Success;
    }

    /// <summary>Whether a daemon is there that runs what is submitted.</summary>
    private static bool IsServed(StateDirectory state)
    {
        using var queries = new JobQueries(state);
        return queries.IsServingAll && Service.Served.Members(state).Count > 0;
    }
}
