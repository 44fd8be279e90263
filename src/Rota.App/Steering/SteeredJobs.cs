using System.Text.Json.Serialization;
using Rota.App.Problems;
using Rota.App.Views;
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
    internal SteeredJob(JobRow row, int? maxParallel, TimeSpan? timeout) =>
        (Row, MaxParallel, TimeoutSeconds) = (row, maxParallel, timeout?.TotalSeconds);

    /// <summary>Its number.</summary>
    public long Id => Row.Id.Value;

    /// <summary>Its state.</summary>
    public string State => Row.State.WireName();

    /// <summary>Higher first.</summary>
    public int Priority => Row.Priority;

    /// <summary>The queue of what has not started; null for that of jobs that name none.</summary>
    public string? Queue => Row.Queue;

    /// <summary>
    /// Tasks of it that run at a time at most, or of the entry whose limit is set; null for as many as there is room
    /// for.
    /// </summary>
    public int? MaxParallel { get; }

    /// <summary>
    /// Where a timeout is set: the longest run of an attempt of that entry, or of all where it is the same; null for
    /// none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TimeoutSeconds { get; }

    /// <summary>What else people are told of it.</summary>
    internal JobRow Row { get; }
}

/// <summary>A job with which nothing can be done.</summary>
public sealed record RefusedJob
{
    internal RefusedJob(string address, Problem problem) => (Address, Problem) = (address, problem);

    /// <summary>The number that named it; null where something else did.</summary>
    public long? Id => long.TryParse(Address, out var id) ? id : null;

    /// <summary>What named it.</summary>
    public string Address { get; }

    /// <summary>What kind of problem it is.</summary>
    public string Code => Problem.Code.Name;

    /// <summary>Why, in a sentence.</summary>
    public string Reason => Problem.Detail;

    /// <summary>The problem, with what to do about it.</summary>
    internal Problem Problem { get; }
}
