using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>A task with a record of its own that has no attempt now: to be retried, rerun or parked.</summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="State">
/// <see cref="TaskState.Ready"/>, <see cref="TaskState.Backoff"/>, or <see cref="TaskState.Blocked"/> for a rerun whose
/// needs have to end once more.
/// </param>
/// <param name="Tries">What was tried so far.</param>
/// <param name="NotBefore">When a backoff ends.</param>
public sealed record PendingTask(int Group, int Index, TaskState State, Tries Tries, Instant NotBefore);

/// <summary>What was tried of one task so far.</summary>
/// <param name="Attempts">Attempts started, lost ones included: the next one has this number plus 1.</param>
/// <param name="Counted">Attempts that count against <c>max_attempts</c>.</param>
/// <param name="Lost">Attempts whose outcome is unknown, since the last rerun.</param>
/// <param name="MemoryFactor">Factor on the stated memory, grown by running out of it.</param>
public readonly record struct Tries(int Attempts, int Counted, int Lost, double MemoryFactor)
{
    /// <summary>Nothing tried.</summary>
    public static readonly Tries None = new(0, 0, 0, 1);
}
