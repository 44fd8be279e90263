namespace Rota.Node.Agent;

/// <summary>
/// Numbers the greetings of a runner, over all lines that it makes: a keeper takes one with a lower number for one that comes late.
/// </summary>
internal sealed class Greetings
{
    private long last;

    /// <summary>The number of the next one. From any thread.</summary>
    public long Next() => Interlocked.Increment(ref last);
}
