using System.Diagnostics.CodeAnalysis;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Table;

/// <summary>
/// Attempts that wait to take the place of one of their shape. Called under the gate of the attempts.
/// </summary>
internal sealed class WaitingByShape
{
    private readonly Dictionary<(int Line, int Shape), LinkedList<KeptAttempt>> waiting = [];

    public void Add(KeptAttempt attempt)
    {
        if (!waiting.TryGetValue(attempt.Shape, out var line))
        {
            waiting[attempt.Shape] = line = new LinkedList<KeptAttempt>();
        }

        line.AddLast(attempt);
    }

    public void Remove(KeptAttempt attempt)
    {
        if (waiting.TryGetValue(attempt.Shape, out var line) && line.Remove(attempt) && line.Count == 0)
        {
            waiting.Remove(attempt.Shape);
        }
    }

    /// <summary>Takes the one that follows an attempt that ended, if it may.</summary>
    public bool TryTakeSuccessor(KeptAttempt ended, bool succeeded, [NotNullWhen(true)] out KeptAttempt? successor)
    {
        successor = null;
        if (
            waiting.TryGetValue(ended.Shape, out var line)
            && line.First!.Value is var next
            && (succeeded || !next.Order!.AfterSuccessOnly)
        )
        {
            successor = next;
            Remove(next);
        }

        return successor is not null;
    }

    public IReadOnlyList<KeptAttempt> All() => [.. waiting.Values.SelectMany(line => line)];
}
