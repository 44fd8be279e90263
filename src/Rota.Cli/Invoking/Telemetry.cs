using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.App;
using Rota.App.Problems;
using Rota.Instruments.Otlp;
using Rota.Instruments.Series;
using Rota.Linux.Processes;
using Rota.Store;
using Rota.Web.Metrics;

namespace Rota.Cli.Invoking;

/// <summary>Sends traces and metrics where variables of OpenTelemetry, or an option, name a collector.</summary>
internal static class Telemetry
{
    public static readonly Option<string?> Otlp = new("--otlp")
    {
        Description =
            "Send traces and metrics to this collector, by OTLP over HTTP (default: $OTEL_EXPORTER_OTLP_ENDPOINT)",
        HelpName = "URL",
    };

    /// <summary>For a command: what it hands in and runs is traced, unless the variables are wrong.</summary>
    public static IDisposable? Begin() =>
        OtlpVariables.Read(OwnEnvironment.Find, null, out _) is { } options
            ? new OtlpExporter(options, MachineLevels.Version, NullLogger.Instance, TimeProvider.System)
            : null;

    /// <summary>Refuses a collector that is no URL, before anything is started.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static void Check(string? collector)
    {
        if (collector is not null && OtlpVariables.Read(_ => null, collector, out var refusal) is null)
        {
            throw new ProblemException(ProblemCodes.Usage, refusal!);
        }
    }

    /// <summary>For a process that serves: metrics too.</summary>
    /// <param name="site">The state that it serves.</param>
    /// <param name="collector">The collector that was stated; null to leave it to the variables.</param>
    /// <param name="log">Where it is told of a collector that does not answer.</param>
    public static IDisposable? Serve(Site site, string? collector, ILogger log)
    {
        var options = OtlpVariables.Read(OwnEnvironment.Find, collector, out var refusal);
        if (refusal is not null)
        {
            log.Off(refusal);
        }

        return options is null
            ? null
            : new OtlpExporter(options, MachineLevels.Version, log, TimeProvider.System, () => Levels(site));
    }

    /// <summary>What cannot be read now is told the next time.</summary>
    private static IReadOnlyList<MetricFamily> Levels(Site site)
    {
        try
        {
            return HomeLevels.Of(site);
        }
        catch (Exception error) when (error is StoreException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
