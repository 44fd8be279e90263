using System.CommandLine;
using Rota.App.Operations;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Access;

/// <summary><c>rota operations</c>: what was asked of many jobs at once, and how far it is.</summary>
internal static class OperationsCommand
{
    private const int Shown = 50;
    private static readonly Argument<string> Number = new("NUMBER") { Description = "The operation, by its number" };

    public static Command Create() =>
        new("operations", "Show what was asked of many jobs at once over HTTP, and stop it")
        {
            Of("ls", "List operations, newest first", cli => List(OperationCases.List(cli.Site, Shown), cli)),
            One("show", "Show how far an operation is", OperationCases.Find),
            One("cancel", "Stop an operation: what was done stays done", OperationCases.Cancel),
        };

    private static Command One(string verb, string what, Func<App.Site, string, OperationView> ask)
    {
        var command = Of(
            verb,
            what,
            cli =>
                Answer.Print(
                    cli.Output,
                    ask(cli.Site, cli.Get(Number)!),
                    OperationJson.Default.OperationView,
                    one => Print([one])
                )
        );
        command.Add(Number);
        return command;
    }

    private static Command Of(string verb, string what, Action<Invocation> act)
    {
        var command = new Command(verb, what);
        command.SetAction(parsed =>
        {
            act(new Invocation(parsed));
            return ExitCode.Success;
        });
        return command;
    }

    private static void List(OperationList list, Invocation cli) =>
        Answer.Print(cli.Output, list, OperationJson.Default.OperationList, all => Print(all.Operations));

    private static void Print(IReadOnlyList<OperationView> operations)
    {
        var columns = new Columns(
            "NUMBER",
            "ACTION",
            new Heading("FILTER", Least: 10),
            "STATE",
            new Heading("MATCHED", IsRight: true),
            new Heading("DONE", IsRight: true),
            new Heading("SKIPPED", IsRight: true),
            new Heading("FAILED", IsRight: true),
            "BY",
            "ACCEPTED"
        );
        foreach (var one in operations)
        {
            columns.Add(
                one.Id.ToString(),
                one.Action,
                one.Filter,
                one.State,
                one.Matched.ToString(),
                one.Done.ToString(),
                one.Skipped.ToString(),
                one.Failed.ToString(),
                one.By ?? one.Door,
                Words.Time(one.Accepted)
            );
        }

        columns.Write(Screen.Out);
        foreach (var error in operations.SelectMany(one => one.Errors))
        {
            Screen.Error.WriteLine(Plain.Line(error));
        }
    }
}
