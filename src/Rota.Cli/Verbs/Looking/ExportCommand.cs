using System.CommandLine;
using Rota.App.Exporting;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota export ID</c>: the attempts of a job for other programs.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Job = JobArguments.One();
    private static readonly Option<string> Format = new("--format")
    {
        Description = "json, csv, joblog (GNU parallel) or trace (Chrome)",
        DefaultValueFactory = _ => "json",
    };

    private static readonly Option<bool> Raw = new("--raw")
    {
        Description = "Of csv: no ' in front of cells that a spreadsheet would take for a formula",
    };

    public static Command Create()
    {
        var command = new Command("export", "Write the attempts of a job as json, csv, joblog or trace")
        {
            Job,
            Format,
            Raw,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new ExportRequest(cli.Get(Job)!, FormatOf(cli));
            using var output = TerminalStream.OfOutput();
            cli.Do(
                site => ExportCases.Write(site, request, output),
                server => server.Output.ExportAsync(request, output)
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static ExportFormat FormatOf(Invocation cli) =>
        cli.Get(Format) switch
        {
            "json" => ExportFormat.Json,
            "csv" => cli.Get(Raw) ? ExportFormat.RawCsv : ExportFormat.Csv,
            "joblog" => ExportFormat.Joblog,
            "trace" => ExportFormat.Trace,
            var other => throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {other}",
                "use json, csv, joblog or trace"
            ),
        };
}
