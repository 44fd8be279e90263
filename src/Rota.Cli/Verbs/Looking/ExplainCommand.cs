using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota explain</c>: why a task is not running, with numbers.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Address = new("JOB.TASK[.INDEX]") { Description = "The task" };

    private static readonly Option<string?> Where = WhereOption.Create();

    public static Command Create()
    {
        var command = new Command("explain", "Say why a task is not running, by the checks that hold it back")
        {
            Address,
            Where,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var (task, where) = (cli.Get(Address)!, cli.Get(Where));
            var explanation = cli.Ask(
                site => ExplainCase.Of(site, task, where),
                server => server.Jobs.ExplainAsync(task, where)
            );
            Answer.Print(cli.Output, explanation, ExplainJson.Default.TaskExplanation, Print, Print);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(TaskExplanation explanation)
    {
        Screen.Out.WriteLine(
            explanation.Params.IsEmpty
                ? $"{explanation.Task} is {explanation.State.WireName()}"
                : $"{explanation.Task}, {explanation.Label}, is {explanation.State.WireName()}"
        );
        foreach (var reason in explanation.Reasons)
        {
            Screen.Out.WriteLine($"  {Plain.Line(reason.Reason)}");
        }

        Print("progress", explanation.Progress);
        Print("result", explanation.ResultLine ?? explanation.ResultProblem);
    }

    private static void Print(string what, string? said)
    {
        if (said is not null)
        {
            Screen.Out.WriteLine($"  {what}: {Plain.Line(said)}");
        }
    }
}
