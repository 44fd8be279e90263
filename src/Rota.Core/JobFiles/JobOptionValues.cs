using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles;

/// <summary>What the options of a command line say of a job; null or empty where they say nothing.</summary>
public sealed record JobOptionValues
{
    /// <summary>The name of the job.</summary>
    public string? Name { get; init; }

    /// <summary>Its queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Path of the scope whose budget counts it.</summary>
    public string? Budget { get; init; }

    /// <summary>Its priority.</summary>
    public int? Priority { get; init; }

    /// <summary>Labels.</summary>
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }

    /// <summary>Variables of its tasks, as templates.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>After how many failures no more tasks start.</summary>
    public FailureLimit? MaxFailures { get; init; }

    /// <summary>The most of its tasks at a time.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>The time between two starts of its tasks.</summary>
    public TimeSpan? Spacing { get; init; }

    /// <summary>The moment before which nothing of it starts.</summary>
    public StartMoment? NotBefore { get; init; }

    /// <summary>Jobs that must have ended before it starts.</summary>
    public required ImmutableArray<JobNeed> After { get; init; }

    /// <summary>One task a number.</summary>
    public Expansion.Array? Array { get; init; }

    /// <summary>The most tasks of the array at a time.</summary>
    public int? ArrayThrottle { get; init; }

    /// <summary>Whether lists that are empty are no mistake.</summary>
    public bool AllowsEmptyLists { get; init; }

    /// <summary>Whether standard error of each task goes where its standard output goes.</summary>
    public bool RedirectsErrors { get; init; }

    /// <summary>Resources, retries and timeout of each task.</summary>
    public required TaskPolicy Policy { get; init; }
}
