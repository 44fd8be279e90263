using System.CommandLine;
using Rota.App.Exporting;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota export ID</c>: the attempts of a job for other programs.</summary>
internal static class ExportCommand
{
    private static readonly Argument<long> Id = new("ID") { Description = "The job" };
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
            Id,
            Format,
            Raw,
        };
        command.SetAction(parsed => Export(new Invocation(parsed)));
        return command;
    }

    private static int Export(Invocation cli)
    {
        using var queries = new JobQueries(cli.OpenState());
        var job = KnownJob.Find(queries, cli.Get(Id));
        var source = new ExportSource(queries, job);
        using var output = TerminalStream.OfOutput();
        Action<ExportSource, Stream> write = cli.Get(Format) switch
        {
            "json" => JsonExport.Write,
            "csv" => cli.Get(Raw) ? CsvExport.WriteRaw : CsvExport.Write,
            "joblog" => JoblogExport.Write,
            "trace" => TraceExport.Write,
            var other => throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {other}",
                "use json, csv, joblog or trace"
            ),
        };
        write(source, output);
        return ExitCode.Success;
    }
}
