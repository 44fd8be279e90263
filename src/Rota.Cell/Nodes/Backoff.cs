namespace Rota.Cell.Nodes;

/// <summary>
/// How long to wait before the next try: longer each time, and not the same for all, so that a thousand nodes do not
/// come at once when their home is back.
/// </summary>
/// <param name="first">The first wait.</param>
/// <param name="most">The longest.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private TimeSpan? next;

    /// <summary>The next wait: half of it at least, all of it at most.</summary>
    public TimeSpan Next()
    {
        var limit = next ?? first;
        next = limit * 2 < most ? limit * 2 : most;
        return limit * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>It went well: begin with the first again.</summary>
    public void Reset() => next = null;
}
