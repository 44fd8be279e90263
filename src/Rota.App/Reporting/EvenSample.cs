namespace Rota.App.Reporting;

/// <summary>So many of a sequence at most, evenly chosen, without knowing how long it is.</summary>
/// <param name="max">How many, an even number.</param>
internal sealed class EvenSample<T>(int max)
{
    private readonly List<T> kept = [];
    private long stride = 1;

    /// <summary>How many there were.</summary>
    public long Seen { get; private set; }

    /// <summary>Those that are kept, in their order.</summary>
    public IReadOnlyList<T> Kept => kept;

    /// <summary>Adds the next.</summary>
    public void Add(T item)
    {
        if (Seen++ % stride != 0)
        {
            return;
        }

        if (kept.Count == max)
        {
            // Every second one goes: those that stay are as evenly spread as before.
            for (var at = 0; at < max / 2; at++)
            {
                kept[at] = kept[at * 2];
            }

            kept.RemoveRange(max / 2, max - (max / 2));
            stride *= 2;
        }

        kept.Add(item);
    }
}
