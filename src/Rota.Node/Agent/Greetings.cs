namespace Rota.Node.Agent;

/// <summary>
/// Numbers the greetings of a runner over all its clients: a keeper takes one with a lower number for one that comes
/// late. All of a later client are higher than any of an earlier one, whichever of them is quicker.
/// </summary>
internal sealed class Greetings
{
    /// <summary>A client greets less often than that.</summary>
    private const int OfAClient = 1 << 24;

    private long clients;

    /// <summary>What the greetings of the next client are counted from.</summary>
    public long Begin() => Interlocked.Increment(ref clients) * OfAClient;
}
