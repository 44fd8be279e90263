using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>A task with a process.</summary>
/// <param name="Job">Its job.</param>
/// <param name="Row">The task, with its live attempt.</param>
public readonly record struct LiveTask(JobId Job, TaskRow Row)
{
    /// <summary>What its attempt takes of shared accounts, as <see cref="Core.Placement.Booking"/> writes it.</summary>
    public required string Booking { get; init; }

    /// <summary>The positions of its GPUs, with a space between; empty for none.</summary>
    public required string Gpus { get; init; }

    /// <summary>The numbers of the CPUs that it is pinned to, with a space between; empty for none.</summary>
    public required string Cpus { get; init; }
}
