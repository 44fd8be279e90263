using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Results;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Processes;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota report-result NAME=VALUE…</c>: adds to the result of the task that calls it.</summary>
internal static class ReportResultCommand
{
    private static readonly Argument<string[]> Values = new("NAME=VALUE")
    {
        Description = "Values, as JSON or as texts; each takes the place of an earlier one of its name",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var command = new Command("report-result", "Add values to the result of the task that calls it") { Values };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new ResultRequest(OwnEnvironment.Find("ROTA_RESULT_FILE"), cli.Get(Values)!);

            // What a task prints is its own: people see the result at the task.
            Answer.Print(cli.Output, ResultCases.Add(request), ResultJson.Default.ReportedResult, _ => { });
            return ExitCode.Success;
        });
        return command;
    }
}
