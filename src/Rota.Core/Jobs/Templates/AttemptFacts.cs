using Rota.Core.Model;

namespace Rota.Core.Jobs.Templates;

/// <summary>What a command may know of the attempt it is rendered for.</summary>
/// <param name="Job">The job.</param>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="MemoryBytes">The memory of this attempt where it differs from what the entry states (<c>on_oom</c>), or
/// null.</param>
/// <param name="JobDirectory">The directory of the job in its state; null where results of needed tasks stay
/// names.</param>
/// <param name="Slot">Its job slot, or what stands for it until it starts; null where it is not to be filled
/// in.</param>
public readonly record struct AttemptFacts(
    JobId Job,
    int Number,
    long? MemoryBytes = null,
    string? JobDirectory = null,
    string? Slot = null
);
