using System.Collections.Immutable;

namespace Rota.Core.JobFiles.Batch;

/// <summary>What the <c>#SBATCH</c> lines of a script say.</summary>
public sealed record BatchScript
{
    /// <summary>What keys of a job file say too.</summary>
    public ImmutableArray<JobOption> Options { get; init; } = [];

    /// <summary>Where standard output is copied to, as Slurm writes file names, or null.</summary>
    public string? Output { get; init; }

    /// <summary>Where standard error is copied to; null for where standard output is.</summary>
    public string? Errors { get; init; }

    /// <summary>Whether such a file is appended to.</summary>
    public bool Appends { get; init; }

    /// <summary>The directory to run in, or null for that of the submitter.</summary>
    public string? Directory { get; init; }

    /// <summary>When it may start, as <c>--at</c> takes it, or null.</summary>
    public string? At { get; init; }

    /// <summary>How long it waits, as <c>--delay</c> takes it, or null.</summary>
    public string? Delay { get; init; }

    /// <summary>What is not done, each with its line and what to do.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What is wrong, each with its line and what to do. Empty for a script that can be submitted.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}
