using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Schedules;

/// <summary><c>rota schedule backfill</c>: jobs for instants that have passed.</summary>
internal static class BackfillCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the schedule" };
    private static readonly Option<string> From = new("--from")
    {
        Description = "First day on the clock of the schedule, or instant: 2026-11-01, 2026-11-01T02:00Z",
        HelpName = "DAY",
        Required = true,
    };
    private static readonly Option<string> To = new("--to")
    {
        Description = "Last one, included",
        HelpName = "DAY",
        Required = true,
    };
    private static readonly Option<string?> Every = new("--every")
    {
        Description = "A job each so long from --from on (1d), in place of the instants of the schedule",
        HelpName = "DURATION",
    };
    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "How many of the jobs run at a time",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };
    private static readonly Option<bool> Again = new("--again")
    {
        Description = "Make another job for an instant that has one",
    };
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show what would be made, and do nothing",
    };
    private static readonly Option<string[]> Params = Pairs.Option("Parameter of the jobs: NAME=VALUE");

    public static Command Create()
    {
        var command = new Command("backfill", "Submit jobs for instants of a schedule that have passed, a job each")
        {
            Name,
            From,
            To,
            Every,
            Parallel,
            Again,
            Plan,
            Params,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new BackfillRequest(cli.Get(Name)!, cli.Get(From)!, cli.Get(To)!)
            {
                Every = cli.Get(Every),
                Parallel = cli.Get(Parallel),
                Again = cli.Get(Again),
                Params = Pairs.Read(cli.Get(Params), Params.Name),
            };
            var isPlan = cli.Get(Plan);
            var view = cli.Ask(
                site => isPlan ? BackfillCase.Plan(site, request) : BackfillCase.Do(site, request),
                server => server.Schedules.BackfillAsync(request, isPlan)
            );
            Answer.Print(cli.Output, view, ScheduleJson.Default.BackfillView, Print, Print);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(BackfillView view)
    {
        foreach (var one in view.Instants)
        {
            Screen.Out.WriteLine($"{one.Shown}  {Fate(view, one)}");
        }
    }

    private static string Fate(BackfillView view, BackfillEntry one) =>
        one switch
        {
            { New: true } => view.Planned ? "a job would be made" : $"job {one.Job}",
            { Job: { } job } => $"has job {job}; --again makes another",
            _ => "waits for an earlier run of the schedule",
        };
}
