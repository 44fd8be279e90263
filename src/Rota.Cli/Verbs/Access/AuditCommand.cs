using System.CommandLine;
using Rota.App.Auditing;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;

namespace Rota.Cli.Verbs.Access;

/// <summary><c>rota audit</c>: what was changed, by whom and why.</summary>
internal static class AuditCommand
{
    private const string Example = "action:job.cancel by:ci door:api user:anna at:<1d text:word";
    private const int LimitUnlessSaid = 50;
    private static readonly PageOptions Page = new(Example);
    private static readonly Argument<string[]> Terms = new("FILTER")
    {
        Description = $"Only those that are so: {Example}",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<bool> Follow = new("-f", "--follow") { Description = "Go on as changes are made" };
    private static readonly Option<string?> Known = new("--known")
    {
        Description = "An entry that was noted elsewhere: that it is still there proves all before it",
        HelpName = "NUMBER:HASH",
    };

    public static Command Create()
    {
        var command = new Command("audit", "Show what was changed, by whom and why");
        Page.AddTo(command);
        command.SetAction(parsed => List(new Invocation(parsed)));
        command.Add(CreateTail());
        command.Add(CreateVerify());
        command.Add(CreateExport());
        return command;
    }

    private static Command CreateTail()
    {
        var command = new Command("tail", "Show the newest entries, and those that come") { Terms, Follow };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            AuditPage.Tail(cli, Text(cli), cli.Get(Follow));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateVerify()
    {
        var command = new Command("verify", "Prove that the audit is as it was written") { Known };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var report = AuditCases.Verify(cli.Site, cli.Get(Known));
            Answer.Print(cli.Output, report, AuditJson.Default.AuditReport, AuditPage.Print);
            return report.Ok ? ExitCode.Success : AccessProblems.AuditBroken.ExitCode;
        });
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Write all entries as JSON, one a line, oldest first") { Terms };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            foreach (var entry in AuditCases.After(cli.Site, Text(cli), 0))
            {
                Screen.Out.WriteLine(AuditPage.Line(entry));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static int List(Invocation cli)
    {
        var list = AuditCases.List(cli.Site, Page.Of(cli) with { Limit = Page.Limit(cli) ?? LimitUnlessSaid });
        Answer.Print(cli.Output, list, AuditJson.Default.AuditList, AuditPage.Print);
        PageNotes.Tell(list.Next, list.Complete);
        return ExitCode.Success;
    }

    private static string Text(Invocation cli) => string.Join(' ', cli.Get(Terms) ?? []);
}
