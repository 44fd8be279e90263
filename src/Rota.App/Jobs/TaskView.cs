using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Views;
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

    /// <summary>How long that attempt took, or has taken by now; null before it starts.</summary>
    public double? Seconds { get; init; }

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

    /// <summary>The last numbers that it reported of its progress, by name; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? ProgressValues { get; init; }

    /// <summary>The result that it reported; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }

    /// <summary>Why what it gave for a result is not kept, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultProblem { get; init; }

    /// <summary>What there is to say of it in a line: why it ended as it did, how far it is, or its result.</summary>
    [JsonIgnore]
    public string? Says => Reason ?? ResultProblem ?? Progress ?? ResultLine;

    /// <summary>Its result as people read it.</summary>
    internal string? ResultLine
    {
        get => field ?? ShownResult.Line(Result);
        init;
    }

    /// <summary>How people know it, with its parameters: <c>train[lr=0.1,seed=3]</c>.</summary>
    public string Label
    {
        get => field ?? Words.Task(Source.Spec!, Source.Ordinal);
        init;
    }

    /// <summary>Its parameters, name to value.</summary>
    public ParamsView Params
    {
        get => field.Told is not null ? field : ParamsView.Of(Source.Spec!, Source.Ordinal);
        init;
    }

    /// <summary>The bytes of those whose value is no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ParamsView? ParamsBase64
    {
        get => field ?? (Source.Spec is { } spec ? ParamsView.BytesOf(spec, Source.Ordinal) : null);
        init;
    }

    /// <summary>How every verb takes it: <c>42.train.3</c>.</summary>
    [JsonIgnore]
    public string Address =>
        Source.Spec is { } spec ? Words.Address(Source.Job, spec, Source.Ordinal)
        : Index is { } index ? $"{Source.Job}.{Task}.{index}"
        : $"{Source.Job}.{Task}";

    /// <summary>As one of a job that somebody else has told of.</summary>
    internal TaskView Of(long job) => this with { Source = (new JobId(job), null, 0) };

    /// <summary>What its names are made of, when somebody asks.</summary>
    internal (JobId Job, TaskSpec? Spec, int Ordinal) Source { get; init; }
}
