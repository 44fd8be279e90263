using System.Text.Json.Serialization;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>A task, with its live or latest attempt.</summary>
public sealed record TaskView
{
    /// <summary>The entry of the job file that it is of.</summary>
    public required string Task { get; init; }

    /// <summary>Its index; null where its entry is one task.</summary>
    public long? Index { get; init; }

    /// <summary>Its state.</summary>
    public required TaskState State { get; init; }

    /// <summary>Whether people hold it: the task itself, not its job.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Held { get; init; }

    /// <summary>Which attempt is live or was the latest; 0 for none.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where that attempt is or was; null for none.</summary>
    public string? Node { get; init; }

    /// <summary>When it started.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>Why it ended as it did, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The bytes of the reason where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; init; }

    /// <summary>What it says of how far it is, while it runs.</summary>
    public string? Progress { get; init; }

    /// <summary>The bytes of that where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ProgressBase64 { get; init; }

    /// <summary>How people know it, with its variables: <c>train[lr=0.1,seed=3]</c>.</summary>
    [JsonIgnore]
    public string Label => Words.Task(Source.Spec, Source.Ordinal);

    /// <summary>How every verb takes it: <c>42.train.3</c>.</summary>
    [JsonIgnore]
    public string Address => Words.Address(Source.Job, Source.Spec, Source.Ordinal);

    /// <summary>What both are made of where somebody asks: of a million tasks as JSON nobody does.</summary>
    internal (JobId Job, TaskSpec Spec, int Ordinal) Source { get; init; }
}
