using System.Text.Json.Serialization;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>How jobs stand of which something is asked.</summary>
/// <param name="Jobs">Those it is done for.</param>
/// <param name="Refused">The others that were named; null where there is none.</param>
public sealed record SteeredJobs(
    IReadOnlyList<SteeredJob> Jobs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RefusedJob>? Refused
) : View;

/// <summary>A job, and what can be set of it while it runs.</summary>
public sealed record SteeredJob
{
    internal SteeredJob(JobRow row, int? maxParallel, TimeSpan? timeout)
    {
        (Id, State, Priority, Queue) = (row.Id.Value, row.State.WireName(), row.Priority, row.Queue);
        (MaxParallel, TimeoutSeconds) = (maxParallel, timeout?.TotalSeconds);
        (Name, Running, Waiting) = (row.Name, row.Running, row.Waiting);
    }

    [JsonConstructor]
    internal SteeredJob() { }

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Its state.</summary>
    public string State { get; init; } = "";

    /// <summary>Higher first.</summary>
    public int Priority { get; init; }

    /// <summary>The queue of what has not started; null for that of jobs that name none.</summary>
    public string? Queue { get; init; }

    /// <summary>
    /// Tasks of it that run at a time at most, or of the entry whose limit is set; null for as many as there is room
    /// for.
    /// </summary>
    public int? MaxParallel { get; init; }

    /// <summary>
    /// Where a timeout is set: the longest run of an attempt of that entry, or of all where it is the same; null for
    /// none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TimeoutSeconds { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Tasks with a process.</summary>
    public long Running { get; init; }

    /// <summary>Tasks that have neither a process nor an outcome.</summary>
    public long Waiting { get; init; }
}

/// <summary>A job with which nothing can be done.</summary>
public sealed record RefusedJob
{
    internal RefusedJob(string address, Problem problem) =>
        (Address, Code, Reason, Tries) = (
            address,
            problem.Code.Name,
            ByteText.Visible(problem.Detail),
            problem.Tries.Count == 0 ? null : [.. problem.Tries.Select(ByteText.Visible)]
        );

    [JsonConstructor]
    internal RefusedJob() { }

    /// <summary>The number that named it; null where something else did.</summary>
    public long? Id => long.TryParse(Address, out var id) ? id : null;

    /// <summary>What named it.</summary>
    public string Address { get; init; } = "";

    /// <summary>What kind of problem it is.</summary>
    public string Code { get; init; } = "";

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What to do about it, a line each; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Tries { get; init; }

    /// <summary>The problem, as it would be alone.</summary>
    internal Problem Problem => new(CodeNames.Find(Code), Reason, Tries ?? []);
}
