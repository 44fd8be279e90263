using System.CommandLine;
using Rota.App.Claiming;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Steering;

/// <summary><c>rota place</c>: has a task run on a node whose job leaves that to others.</summary>
internal static class PlaceCommand
{
    private static readonly Argument<string> Task = new("JOB.TASK")
    {
        Description = "A task that waits, of a job with placement external",
    };

    private static readonly Argument<string> Node = new("NODE") { Description = "The node, by its name" };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show whether the home would let it, and do nothing",
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "Claim once: the answer to a second claim with this key is that of the first",
        HelpName = "TEXT",
    };

    public static Command Create()
    {
        var command = new Command("place", "Have a task run on a node, where its job has placement external")
        {
            Task,
            Node,
            Plan,
            Key,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new ClaimRequest(cli.Get(Task)!, cli.Get(Node)!, cli.Get(Key));
            var isPlan = cli.Get(Plan);
            var view = cli.Ask(
                site => isPlan ? ClaimCases.Plan(site, request) : ClaimCases.Claim(site, request),
                server => server.Steering.ClaimAsync(request, isPlan)
            );
            Answer.Print(
                cli.Output,
                view,
                ClaimingJson.Default.ClaimView,
                _ => Print(view, isPlan),
                _ => Screen.Out.WriteLine(view.Answer)
            );
            return view.IsRefused ? ExitCode.Refused : ExitCode.Success;
        });
        return command;
    }

    private static void Print(ClaimView view, bool isPlan)
    {
        var first = view.First is null ? "" : "an earlier claim with this key: ";
        Screen.Error.WriteLine(
            view switch
            {
                { Refusal: { } refusal } => $"{first}refused ({refusal.Code}): {Plain.Line(refusal.Reason)}",
                _ when isPlan => $"{view.Task} would start on {view.Node}, where that has room by its own book",
                { Answer: "pending" } or { First: "pending" } =>
                    $"{first}{view.Task} was ordered on {view.Node}, which has not answered: rota explain {view.Task}",
                _ => $"{first}{view.Task} runs on {view.Node}",
            }
        );
    }
}
