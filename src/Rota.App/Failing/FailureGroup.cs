using System.Text.Json.Serialization;
using Rota.Core.Model;

namespace Rota.App.Failing;

/// <summary>Tasks of a job that failed for one cause, as far as their messages tell.</summary>
public sealed record FailureGroup
{
    /// <summary>How their last attempts ended, in two words: <c>exit 137</c>, <c>SIGSEGV</c>.</summary>
    public required string Ending { get; init; }

    /// <summary>
    /// Their message with <c>#</c> for each number and <c>…</c> for what is quoted and for paths; empty for none.
    /// </summary>
    public required string Shape { get; init; }

    /// <summary>How many tasks.</summary>
    public required long Tasks { get; init; }

    /// <summary>When the first of them ended.</summary>
    public required Instant? First { get; init; }

    /// <summary>When the last of them ended.</summary>
    public required Instant? Last { get; init; }

    /// <summary>Names of the nodes that they ran on, in order; of many the first.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Some of them, in the order of the job file.</summary>
    public required IReadOnlyList<FailedTask> Examples { get; init; }

    /// <summary>What shows the output of the first of them.</summary>
    public required string Logs { get; init; }

    /// <summary>What runs just these again.</summary>
    public required string Rerun { get; init; }
}

/// <summary>A task that failed.</summary>
/// <param name="Address">How every verb takes it: <c>42.train.3</c>.</param>
/// <param name="Label">How people know it, with its parameters.</param>
/// <param name="Message">The last line of its errors, or what else is known of the cause; null for nothing.</param>
public sealed record FailedTask(string Address, string Label, string? Message)
{
    /// <summary>The bytes of the message where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? MessageBase64 { get; init; }

    /// <summary>Whether the label says more than the address: by parameters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasParameters { get; init; }

    /// <summary>Its entry and its ordinal.</summary>
    internal (int Group, int Index) Place { get; init; }
}
