using System.Diagnostics;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Views;

namespace Rota.App.Exporting;

/// <summary>Takes the attempts of a job elsewhere.</summary>
public static class ExportCases
{
    /// <summary>Writes them, one after the other: they may be more than memory holds.</summary>
    /// <exception cref="ProblemException">There is no such job; nothing is written.</exception>
    public static void Write(Site site, ExportRequest request, Stream output)
    {
        var home = site.Open();
        using var queries = home.Read();
        var source = new ExportSource(queries, JobAddress.Look(queries, request.Job), home.State);
        switch (request.Format)
        {
            case ExportFormat.Json:
                var server = source.Job.Ended is null ? Served.By(home.State, queries) : null;
                var view = new JobExport(
                    JobView.Of(queries, source.Job, server, site.Now),
                    source.Attempts.Select(source.ViewOf)
                );
                Json.Write(output, view, ExportJson.Default.JobExport);
                break;
            case ExportFormat.Csv:
                CsvExport.Write(source, output);
                break;
            case ExportFormat.RawCsv:
                CsvExport.WriteRaw(source, output);
                break;
            case ExportFormat.Joblog:
                JoblogExport.Write(source, output);
                break;
            case ExportFormat.Trace:
                Json.Write(output, Trace.Of(source), ExportJson.Default.Trace);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
