using Rota.Core.Model;

namespace Rota.Instruments.Tracing;

/// <summary>What a span is to those on its other side. Numbers are OpenTelemetry's.</summary>
public enum SpanRole
{
    /// <summary>It hands something in that is worked on later.</summary>
    Producer = 4,

    /// <summary>It works on what was handed in.</summary>
    Consumer = 5,
}

/// <summary>A span that is over.</summary>
public sealed record TraceSpan
{
    /// <summary>What it did, in a word, and for which queue.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to those on its other side.</summary>
    public required SpanRole Role { get; init; }

    /// <summary>Which it is.</summary>
    public required TraceContext Context { get; init; }

    /// <summary>The span that it is a part of; null for the first of its trace.</summary>
    public TraceContext? Parent { get; init; }

    /// <summary>What a vendor keeps with the trace; null for nothing.</summary>
    public string? State { get; init; }

    /// <summary>A span of another trace that it follows from; null for none.</summary>
    public TraceContext? Link { get; init; }

    /// <summary>When it began.</summary>
    public required Instant Began { get; init; }

    /// <summary>When it was over.</summary>
    public required Instant Ended { get; init; }

    /// <summary>What else is known: texts and whole numbers, by OpenTelemetry's names.</summary>
    public required IReadOnlyList<KeyValuePair<string, object>> Attributes { get; init; }

    /// <summary>What went wrong, in a sentence; null where nothing did.</summary>
    public string? Error { get; init; }
}
