using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Remote;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Store.Turns;

namespace Rota.Cli.Verbs.Steering;

/// <summary>Requests to who runs the state, or done here.</summary>
internal static class RequestCommands
{
    /// <summary>A verb that asks something of jobs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="read">What is asked, by the value of the option.</param>
    /// <param name="value">The option that says more, or null.</param>
    /// <param name="flag">Another one, whose name is read where it is given; null for none.</param>
    public static Command Create(
        string name,
        string description,
        Func<string?, Request> read,
        Option<string>? value = null,
        Option<bool>? flag = null
    )
    {
        var jobs = JobArguments.Many(ArgumentArity.OneOrMore, "The jobs");
        var plan = new Option<bool>("--plan") { Description = "Show which jobs are meant, and do nothing" };
        var command = new Command(name, description) { jobs, plan };
        foreach (var option in new Option?[] { value, flag }.OfType<Option>())
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new JobsRequest(cli.Get(jobs)!, read(Said(cli)));
            return cli.Get(plan) ? Plan(cli, request, name) : Ask(cli, request);
        });
        return command;

        string? Said(Invocation cli) =>
            value is not null ? cli.Get(value)
            : flag is not null && cli.Get(flag) ? flag.Name
            : null;
    }

    /// <summary>Shows what a verb would do with these jobs, and does nothing.</summary>
    public static int Plan(Invocation cli, JobsRequest request, string verb)
    {
        var jobs = cli.Ask(
            site => RequestCases.Plan(site, request),
            server => server.Steering.AskAsync(request, isPlan: true)
        );
        Answer.Print(cli.Output, jobs, SteeringJson.Default.SteeredJobs, PrintPlan, PrintPlan);
        return TellRefused(jobs);

        void PrintPlan(SteeredJobs planned)
        {
            foreach (var job in planned.Jobs)
            {
                Screen.Out.WriteLine(
                    PlanWords.Of(job, verb) + (verb == "set" ? $"; it gets {SetWords.Of(request.Asked)}" : "")
                );
            }
        }
    }

    /// <summary>Has it carried out, and says how the jobs stand then.</summary>
    public static int Ask(Invocation cli, JobsRequest request)
    {
        var answer = cli.Ask(site => RequestCases.Ask(site, request), server => RemoteSteering.Ask(server, request));
        if (answer.Jobs.Count > 0)
        {
            Answer.Print(cli.Output, answer, SteeringJson.Default.SteeredJobs, PrintStates);
        }

        return TellRefused(answer);

        void PrintStates(SteeredJobs jobs)
        {
            foreach (var job in jobs.Jobs)
            {
                Screen.Error.WriteLine(
                    request.Asked switch
                    {
                        [Request.Priority] => $"job {job.Id}: priority {job.Priority} ({job.State})",
                        [Request.Parallel { Entry: null }] =>
                            $"job {job.Id}: {Words.AtATime(job.MaxParallel)} ({job.State})",
                        [Request.Timeout or Request.Parallel or Request.Queue] or [_, _, ..] =>
                            $"job {job.Id}: {SetWords.Of(request.Asked)} ({job.State})",
                        _ => $"job {job.Id}: {job.State}",
                    }
                );
            }
        }
    }

    /// <summary>Says of each of the others why nothing was done with it.</summary>
    /// <returns>The exit code: success only where there is none.</returns>
    private static int TellRefused(SteeredJobs jobs)
    {
        foreach (var refused in jobs.Refused ?? [])
        {
            Guard.Print(refused.Problem);
        }

        return jobs.Refused is null ? ExitCode.Success : ExitCode.BadInput;
    }
}
