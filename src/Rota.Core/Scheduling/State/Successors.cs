using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>Attempts that wait at the node for the place of one of their shape, in order of commit.</summary>
internal sealed class Successors
{
    private readonly Dictionary<Shape, LinkedList<Attempt>> byShape = [];

    public bool IsEmpty => byShape.Count == 0;

    public void Add(Attempt attempt)
    {
        if (!byShape.TryGetValue(attempt.Shape, out var waiting))
        {
            byShape[attempt.Shape] = waiting = new LinkedList<Attempt>();
        }

        waiting.AddLast(attempt);
        attempt.Shape.Waiting++;
    }

    /// <summary>The first one that waits, or null.</summary>
    public Attempt? First(Shape shape) => byShape.GetValueOrDefault(shape)?.First?.Value;

    /// <summary>Those of a shape, the last one first.</summary>
    public IEnumerable<Attempt> LastOf(Shape shape)
    {
        for (var node = byShape.GetValueOrDefault(shape)?.Last; node is not null; node = node.Previous)
        {
            yield return node.Value;
        }
    }

    /// <summary>Takes one out because it has room now, or is gone.</summary>
    public void Remove(Attempt attempt)
    {
        if (!byShape.TryGetValue(attempt.Shape, out var waiting) || !waiting.Remove(attempt))
        {
            return;
        }

        attempt.Shape.Waiting--;
        if (waiting.Count == 0)
        {
            byShape.Remove(attempt.Shape);
        }
    }

    /// <summary>All that wait for a place that takes of this account.</summary>
    public IEnumerable<Attempt> Taking(Account account) =>
        byShape.Where(entry => entry.Key.Takes(account)).SelectMany(entry => entry.Value);
}
