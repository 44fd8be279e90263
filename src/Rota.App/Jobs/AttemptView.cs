using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>An attempt that ended.</summary>
public sealed record AttemptView
{
    /// <summary>The entry of the job file that its task is of.</summary>
    public required string Task { get; init; }

    /// <summary>The index of its task; null where the entry is one task.</summary>
    public long? Index { get; init; }

    /// <summary>How people know its task, with its parameters: <c>train[lr=0.1,seed=3]</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Those of its task, name to value.</summary>
    public required ParamsView Params { get; init; }

    /// <summary>The bytes of those whose value is no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ParamsView? ParamsBase64 { get; init; }

    /// <summary>Which of its task, from 1 on.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it counted.</summary>
    public required TaskState State { get; init; }

    /// <summary>Where it was.</summary>
    public required string Node { get; init; }

    /// <summary>When it started; null when it never did.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant Ended { get; init; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>Why it ended as it did, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The bytes of the reason where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; init; }

    /// <summary>The last numbers that it reported of its progress, by name; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? ProgressValues { get; init; }

    /// <summary>The result that it reported; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }

    /// <summary>Why what it gave for a result is not kept, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultProblem { get; init; }

    /// <summary>CPU time of all its processes.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Peak memory.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>The command as people write it in a shell.</summary>
    public required string Command { get; init; }

    /// <summary>The bytes of the command where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? CommandBase64 { get; init; }
}
