using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Efficiency;

/// <summary>What a job asked for, against what its tasks used.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Tasks">Its entries.</param>
public sealed record EfficiencyView(long Job, string Name, JobState State, IReadOnlyList<EntryEfficiency> Tasks) : View;

/// <summary>One entry: what each of its tasks asked for, and what the last attempts of those used that ran.</summary>
public sealed record EntryEfficiency
{
    /// <summary>Its id.</summary>
    public required string Task { get; init; }

    /// <summary>How many of its tasks ran and ended: the figures are theirs.</summary>
    public required long Measured { get; init; }

    /// <summary>CPUs that each task asks for; the number of slots where it states no resources.</summary>
    public required double Cpus { get; init; }

    /// <summary>Memory that each task asks for; null for none.</summary>
    public required long? MemoryBytes { get; init; }

    /// <summary>The longest that an attempt may run; null for no limit.</summary>
    public required double? TimeoutSeconds { get; init; }

    /// <summary>The share of its CPUs that a task used, 1 for all of them all the time. Worst is the least.</summary>
    public required Used? CpuShare { get; init; }

    /// <summary>The most memory of a task; null where nobody saw any. Worst is the most.</summary>
    public required Used? PeakMemoryBytes { get; init; }

    /// <summary>How long a task ran. Worst is the longest.</summary>
    public required Used? Seconds { get; init; }
}

/// <summary>What tasks used of something.</summary>
/// <param name="Median">The median, to one percent.</param>
/// <param name="Worst">The worst.</param>
/// <param name="WorstTask">The task that it is of.</param>
public sealed record Used(double Median, double Worst, string WorstTask);
