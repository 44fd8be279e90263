using System.Collections.Immutable;

namespace Rota.Instruments.Otlp;

/// <summary>Where traces and metrics go, and how: what OpenTelemetry's variables say of it.</summary>
public sealed record OtlpOptions
{
    /// <summary>Where spans go; null for nowhere.</summary>
    public Uri? Traces { get; init; }

    /// <summary>Where metrics go; null for nowhere.</summary>
    public Uri? Metrics { get; init; }

    /// <summary>Headers of each request, such as the token of a collector.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is said of this program: at least <c>service.name</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Resource { get; init; } = [new("service.name", "rota")];

    /// <summary>The longest that one request may take. Default: 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a span waits for others. Default: 5 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two exports of metrics. Default: 60 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Spans that wait at most; what comes then is dropped and counted. Default: 2048.</summary>
    public int QueueMax { get; init; } = 2_048;

    /// <summary>Spans in one request at most. Default: 512.</summary>
    public int BatchMax { get; init; } = 512;
}
