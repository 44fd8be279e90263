using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota offers</c>: which nodes would take the next task, at what score, and which not, and why.</summary>
internal static class OffersCommand
{
    private static readonly Argument<string> Address = new("JOB[.TASK[.INDEX]]")
    {
        Description = "The job, of which the next task is meant, or one of its tasks",
    };

    public static Command Create()
    {
        var command = new Command(
            "offers",
            "Show which nodes would take the next task of a job, and which not, and why"
        )
        {
            Address,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var task = cli.Get(Address)!;
            Answer.Print(
                cli.Output,
                cli.Ask(site => OffersCase.Of(site, task), server => server.Jobs.OffersAsync(task)),
                ExplainJson.Default.OffersView,
                Print,
                quiet: view =>
                {
                    foreach (var node in view.Nodes.Where(node => node.Score is not null))
                    {
                        Screen.Out.WriteLine(node.Node);
                    }
                }
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(OffersView view)
    {
        Screen.Out.WriteLine($"{view.Task}, placement {view.Placement}");
        foreach (var reason in view.Reasons)
        {
            Screen.Out.WriteLine($"  {Plain.Line(reason.Reason)}");
        }

        var columns = new Columns(
            "NODE",
            "ZONE",
            "ROOM",
            "SCORE",
            "USED",
            "STARTING",
            "IN ZONE",
            "ON NODE",
            "PREFERS",
            "FILES",
            "REASON"
        );
        foreach (var node in view.Nodes)
        {
            columns.Add(
                node.Node,
                node.Zone ?? "-",
                node.Room?.ToString() ?? "-",
                Number(node.Score?.Total),
                Number(node.Score?.Used),
                Number(node.Score?.Starting),
                node.Score?.InZone.ToString() ?? "-",
                node.Score?.OnNode.ToString() ?? "-",
                Number(node.Score?.Preferred),
                Number(node.Score?.Files),
                ReasonOf(node)
            );
        }

        columns.Write(Screen.Out);
    }

    private static string ReasonOf(NodeOfferView node) =>
        node.Refused is { } refused
            ? $"{(node.Reason is { } reason ? $"{reason}; " : "")}refused {refused.Task} at {Words.Time(refused.At)}: "
                + $"{refused.Free} of {refused.Account} free in its own book"
            : node.Reason ?? "-";

    private static string Number(double? part) => part is { } number ? $"{number:0.00}" : "-";
}
