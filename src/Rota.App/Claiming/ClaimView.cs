using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Claiming;

/// <summary>That a task is to run on a node.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="Node">The name of the node.</param>
/// <param name="Key">Idempotency key: a second claim with it is the first one; null for none.</param>
public sealed record ClaimRequest(string Task, string Node, string? Key = null);

/// <summary>What became of a claim.</summary>
public sealed record ClaimView : View
{
    /// <summary>Its number, by which it is asked for again; 0 in a plan.</summary>
    public required long Claim { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>
    /// <c>accepted</c>: it runs there, or has; <c>refused</c>; <c>pending</c>: the node has not answered yet;
    /// <c>duplicate</c>: there was a claim with this key, whose answer is <see cref="First"/>.
    /// </summary>
    public required string Answer { get; init; }

    /// <summary>What was answered first, where this is a duplicate; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? First { get; init; }

    /// <summary>Why it is refused; null where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClaimRefusalView? Refusal { get; init; }

    /// <summary>Whether the task does not run there.</summary>
    [JsonIgnore]
    public bool IsRefused => (First ?? Answer) == ClaimWords.Refused;
}

/// <summary>Why a claim is refused.</summary>
public sealed record ClaimRefusalView
{
    /// <summary>
    /// <c>not-external</c>, <c>not-waiting</c>, <c>taken</c>, <c>far-ahead</c>, <c>no-such-node</c>, <c>label</c>,
    /// <c>takes-no-work</c>, <c>no-room</c>, <c>limit</c> or <c>withdrawn</c>.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>The sentence that people read.</summary>
    public required string Reason { get; init; }

    /// <summary>What is short: <c>slots</c>, <c>memory</c>; a label or a standing; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Of { get; init; }

    /// <summary>How much is asked for, in the account's unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Asked { get; init; }

    /// <summary>How much of it is free.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Free { get; init; }

    /// <summary>Who has it, in words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Holder { get; init; }

    /// <summary>When to ask again, in seconds; null where time alone makes no difference.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RetryAfterSeconds { get; init; }
}
