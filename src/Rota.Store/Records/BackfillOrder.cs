using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>Instants of a schedule that jobs are made for afterwards.</summary>
public sealed record BackfillOrder
{
    /// <summary>The instants, oldest first.</summary>
    public required ImmutableArray<Instant> Instants { get; init; }

    /// <summary>The time zone of the schedule.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>How many of the jobs run at a time, from 1.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Whether those get another job that have one.</summary>
    public bool Again { get; init; }

    /// <summary>Parameters that are other than registered.</summary>
    public ImmutableSortedDictionary<string, string> Params { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>What became of one of them.</summary>
/// <param name="At">The instant.</param>
/// <param name="Job">Its job; null where it waits for an earlier run.</param>
/// <param name="IsNew">Whether that was made now.</param>
public readonly record struct Backfilled(Instant At, JobId? Job, bool IsNew);
