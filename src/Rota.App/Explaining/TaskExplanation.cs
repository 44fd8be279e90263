using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Explaining;

/// <summary>Why a task does not run, or that it does.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="Label">How people know it: <c>train[lr=0.1,seed=3]</c>.</param>
/// <param name="Params">Its parameters, name to value.</param>
/// <param name="State">Its state.</param>
/// <param name="Reasons">The checks that hold it back, with numbers.</param>
public sealed record TaskExplanation(
    string Task,
    string Label,
    ParamsView Params,
    TaskState State,
    IReadOnlyList<ReasonView> Reasons
) : View
{
    /// <summary>What it says of how far it is, while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Progress { get; init; }

    /// <summary>The last numbers that it reported of its progress, by name; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? ProgressValues { get; init; }

    /// <summary>The result that it reported; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; init; }

    /// <summary>Why what it gave for a result is not kept, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultProblem { get; init; }

    /// <summary>Its result as people read it.</summary>
    internal string? ResultLine => ShownResult.Line(Result);
}
