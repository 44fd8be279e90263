using System.Diagnostics.CodeAnalysis;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Table;

/// <summary>Attempts that wait to take the place of one of their lane. Called under the gate of the attempts.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<(int Line, int Lane), LinkedList<KeptAttempt>> waiting = [];

    public void Add(KeptAttempt attempt)
    {
        if (!waiting.TryGetValue(attempt.Lane, out var lane))
        {
            waiting[attempt.Lane] = lane = new LinkedList<KeptAttempt>();
        }

        lane.AddLast(attempt);
    }

    public void Remove(KeptAttempt attempt)
    {
        if (waiting.TryGetValue(attempt.Lane, out var lane) && lane.Remove(attempt) && lane.Count == 0)
        {
            waiting.Remove(attempt.Lane);
        }
    }

    /// <summary>Takes the one that follows an attempt that ended, if it may.</summary>
    public bool TryTakeSuccessor(KeptAttempt ended, bool succeeded, [NotNullWhen(true)] out KeptAttempt? successor)
    {
        successor = null;
        if (
            waiting.TryGetValue(ended.Lane, out var lane)
            && lane.First!.Value is var next
            && (succeeded || !next.Order!.AfterSuccessOnly)
        )
        {
            successor = next;
            Remove(next);
        }

        return successor is not null;
    }

    public IReadOnlyList<KeptAttempt> All() => [.. waiting.Values.SelectMany(lane => lane)];
}
