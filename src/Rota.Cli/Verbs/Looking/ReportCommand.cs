using System.CommandLine;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Reporting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Report.Pages;
using Rota.Store.Local;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota report ID -o FILE</c>: one page with plots, readable without a network.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Job = JobArguments.One();
    private static readonly Option<string?> Target = new("--out", "-o")
    {
        Description = "The page (default: rota-JOB.html here)",
        HelpName = "FILE.html",
    };

    private static readonly Option<bool> Opens = new("--open")
    {
        Description = "Show it with $BROWSER, else with xdg-open",
    };

    private static readonly Option<string?> Result = new("--result")
    {
        Description = "The number of the results that is plotted (default: the first)",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new Command("report", "Write one self-contained HTML page about a job")
        {
            Job,
            Target,
            Result,
            Opens,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var data = ReportCases.Of(cli.Site, cli.Get(Job)!, cli.Get(Result));
            var target = cli.Get(Target) ?? $"rota-{data.JobId}.html";
            NamedFile.Write(target, ReportPage.Render(data));
            Answer.Print(
                cli.Output,
                new WrittenPage(OwnPath.Full(target)),
                ReportJson.Default.WrittenPage,
                _ => Screen.Error.WriteLine($"wrote {Plain.Line(target)}")
            );
            return cli.Get(Opens) ? Browser.Open(OwnPath.Full(target)) : ExitCode.Success;
        });
        return command;
    }
}
