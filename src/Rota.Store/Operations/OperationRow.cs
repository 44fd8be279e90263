using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Store.Audit;

namespace Rota.Store.Operations;

/// <summary>
/// Something that was asked of many jobs or tasks at once, as one row: what was meant when it was accepted, and how far
/// it is worked off.
/// </summary>
public sealed record OperationRow
{
    /// <summary>Its number; 0 before it is accepted.</summary>
    public long Number { get; init; }

    /// <summary>What is done, to what: <c>jobs.cancel</c>, <c>tasks.rerun</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Which of them, as it was written; empty for all.</summary>
    public required string Filter { get; init; }

    /// <summary>For tasks, the jobs that they are of.</summary>
    public ImmutableArray<JobId> Jobs { get; init; } = [];

    /// <summary>Who asked, when, and why.</summary>
    public required Author Author { get; init; }

    /// <summary>The newest job that there was: later ones are not meant.</summary>
    public required JobId Newest { get; init; }

    /// <summary>How far it is.</summary>
    public OperationState State { get; init; }

    /// <summary>Where it goes on: a job, or for tasks the place in <see cref="Jobs"/>.</summary>
    public long Place { get; init; }

    /// <summary>For tasks, the key of the last task that was looked at there; null for none yet.</summary>
    public long? Key { get; init; }

    /// <summary>The requests that are with the runners now, by their first and last number; null for none.</summary>
    public (long First, long Last)? Asked { get; init; }

    /// <summary>How many jobs or tasks those are about.</summary>
    public long InHand { get; init; }

    /// <summary>How many were found so far that are meant.</summary>
    public long Matched { get; init; }

    /// <summary>With how many it was done.</summary>
    public long Done { get; init; }

    /// <summary>How many had moved on since it was accepted.</summary>
    public long Skipped { get; init; }

    /// <summary>With how many it could not be done.</summary>
    public long Failed { get; init; }

    /// <summary>Why, for the first of those, a sentence each.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>When it was over.</summary>
    public Instant? Ended { get; init; }
}
