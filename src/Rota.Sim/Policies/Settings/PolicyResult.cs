namespace Rota.Sim.Policies.Settings;

/// <summary>What a strategy achieved. Times are in the unit of the service mean.</summary>
public sealed record PolicyResult
{
    /// <summary>What it was tried on.</summary>
    public required PolicySettings Settings { get; init; }

    /// <summary>From the arrival of a job to the end of its last task.</summary>
    public required SpanResult Response { get; init; }

    /// <summary>From the arrival of a job to the start of each task.</summary>
    public required SpanResult Wait { get; init; }

    /// <summary>Share of the tasks that started the moment their job arrived.</summary>
    public required double ZeroWaitFraction { get; init; }

    /// <summary>Messages between dispatchers and nodes, for each task.</summary>
    public required double MessagesPerTask { get; init; }

    /// <summary>Share of the attempts to claim that met a conflict.</summary>
    public required double ConflictFraction { get; init; }

    /// <summary>Tasks that arrived, the unmeasured ones included.</summary>
    public required long Tasks { get; init; }

    /// <summary>Events.</summary>
    public required long Events { get; init; }

    /// <summary>Events for each second of this machine; the only figure that is not the same everywhere.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>One number for the whole history.</summary>
    public required ulong Digest { get; init; }

    /// <summary>Points of the distribution of responses: a span, and the share of the jobs that took longer.</summary>
    public required IReadOnlyList<(double Span, double Above)> Tail { get; init; }
}

/// <summary>How spans of time spread.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">What 95% do not exceed.</param>
/// <param name="P99">What 99% do not exceed.</param>
/// <param name="HalfWidth">Half of the 95% confidence interval of the mean; null when the run was too short to
/// say.</param>
public sealed record SpanResult(double Mean, double P50, double P95, double P99, double? HalfWidth);
