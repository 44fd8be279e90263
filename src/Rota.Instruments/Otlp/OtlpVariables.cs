using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Instruments.Otlp;

/// <summary>Reads OpenTelemetry's variables: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin.</summary>
public static class OtlpVariables
{
    /// <summary>The variable that switches the export on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>What the variables say.</summary>
    /// <param name="find">A variable, or null.</param>
    /// <param name="endpoint">The collector, in place of what they say; null to leave it to them.</param>
    /// <param name="refusal">What is wrong with them, in a sentence; null where nothing is.</param>
    /// <returns>Null where nothing is to be sent.</returns>
    public static OtlpOptions? Read(Func<string, string?> find, string? endpoint, out string? refusal)
    {
        refusal = null;
        if (endpoint is null && string.Equals(find("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var shared = endpoint ?? Given(find(Endpoint));
        var traces = Signal("traces", out var tracesRefusal);
        var metrics = Signal("metrics", out var metricsRefusal);
        refusal = tracesRefusal ?? metricsRefusal;
        if (refusal is not null || (traces is null && metrics is null))
        {
            return null;
        }

        if (Given(find(Protocol)) is "grpc")
        {
            refusal = $"{Protocol}=grpc is not spoken: set http/json, and the port for HTTP, which is usually 4318";
            return null;
        }

        return Timed(find) with
        {
            Traces = traces,
            Metrics = metrics,
            Headers = Pairs(find("OTEL_EXPORTER_OTLP_HEADERS")),
            Resource = ResourceOf(find),
        };

        Uri? Signal(string name, out string? wrong)
        {
            wrong = null;
            var upper = name.ToUpperInvariant();
            if (endpoint is null && Given(find($"OTEL_{upper}_EXPORTER")) is "none")
            {
                return null;
            }

            var variable = $"OTEL_EXPORTER_OTLP_{upper}_ENDPOINT";
            var own = endpoint is null ? Given(find(variable)) : null;
            var text = own ?? (shared is null ? null : $"{shared.TrimEnd('/')}/v1/{name}");
            if (text is null || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            {
                return text is null ? null : new Uri(text);
            }

            var source =
                own is not null ? variable
                : endpoint is not null ? "--otlp"
                : Endpoint;
            wrong = $"{source}: {own ?? shared} is no URL. Write http://HOST:4318";
            return null;
        }
    }

    private static OtlpOptions Timed(Func<string, string?> find)
    {
        var usual = new OtlpOptions();
        return usual with
        {
            Timeout = Millis(find("OTEL_EXPORTER_OTLP_TIMEOUT")) ?? usual.Timeout,
            Delay = Millis(find("OTEL_BSP_SCHEDULE_DELAY")) ?? usual.Delay,
            Interval = Millis(find("OTEL_METRIC_EXPORT_INTERVAL")) ?? usual.Interval,
            QueueMax = Number(find("OTEL_BSP_MAX_QUEUE_SIZE")) ?? usual.QueueMax,
            BatchMax = Number(find("OTEL_BSP_MAX_EXPORT_BATCH_SIZE")) ?? usual.BatchMax,
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> ResourceOf(Func<string, string?> find)
    {
        var stated = Pairs(find("OTEL_RESOURCE_ATTRIBUTES"));
        var name = Given(find("OTEL_SERVICE_NAME"));
        return
        [
            .. stated.Where(pair => pair.Key != "service.name" || name is null),
            .. name is not null ? [new("service.name", name)]
            : stated.Any(pair => pair.Key == "service.name") ? []
            : new OtlpOptions().Resource,
        ];
    }

    /// <summary><c>name=value,name=value</c>, each value with percent signs for what it may not hold.</summary>
    private static ImmutableArray<KeyValuePair<string, string>> Pairs(string? text) =>
        [
            .. (text ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair.Length == 2 && pair[0].Length > 0)
                .Select(pair => KeyValuePair.Create(pair[0].Trim(), Uri.UnescapeDataString(pair[1].Trim()))),
        ];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private static TimeSpan? Millis(string? text) =>
        Number(text) is { } millis ? TimeSpan.FromMilliseconds(millis) : null;
}
