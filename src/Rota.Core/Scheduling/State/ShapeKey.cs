using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>What makes the tasks of a job take the same room.</summary>
/// <param name="By">What counts them besides their job.</param>
/// <param name="Policy">Position of the policy that states the resources.</param>
/// <param name="ThrottledGroup">The entry whose own parallelism is limited, or -1.</param>
/// <param name="MemoryFactor">Factor on the stated memory.</param>
/// <param name="Key">Text of the concurrency key, or null.</param>
/// <param name="KeyLimit">Limit of the key.</param>
internal readonly record struct ShapeKey(
    CountedBy By,
    int Policy,
    int ThrottledGroup,
    double MemoryFactor,
    string? Key,
    int KeyLimit
);
