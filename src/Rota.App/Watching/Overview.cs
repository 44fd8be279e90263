using Rota.App.Cells;
using Rota.App.Queues;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Watching;

/// <summary>How a state stands now, in pages: what fits a screen, and counters for the rest.</summary>
public sealed record Overview : View
{
    /// <summary>When it was looked at.</summary>
    public required Instant At { get; init; }

    /// <summary>Who runs jobs of the state, in a word: null for nobody.</summary>
    public string? ServedBy { get; init; }

    /// <summary>How many jobs have not ended; <see cref="Jobs"/> has as many of them as fit.</summary>
    public required long OpenJobs { get; init; }

    /// <summary>Jobs: those that run first, then those that wait, then those that ended last.</summary>
    public required IReadOnlyList<JobGlance> Jobs { get; init; }

    /// <summary>Tasks with a process, the longest running first.</summary>
    public required IReadOnlyList<TaskGlance> Running { get; init; }

    /// <summary>Attempts of these jobs that failed, the latest first.</summary>
    public required IReadOnlyList<FailureGlance> Failures { get; init; }

    /// <summary>The machine.</summary>
    public required MachineGlance Machine { get; init; }

    /// <summary>Queues that were set, or that open jobs name.</summary>
    public required IReadOnlyList<QueueView> Queues { get; init; }

    /// <summary>Nodes of the cell that are cut off, or have withdrawn.</summary>
    public required IReadOnlyList<NodeNotice> Notices { get; init; }
}

/// <summary>How much of an overview there is room for.</summary>
/// <param name="Jobs">Jobs.</param>
/// <param name="Running">Tasks that run.</param>
/// <param name="Failures">Failures.</param>
public sealed record OverviewRequest(int Jobs, int Running, int Failures);
