namespace Rota.Cell.Lines;

/// <summary>
/// How a connection is found to be dead that nobody ended: a cable was pulled, a machine froze, a firewall forgot it.
/// </summary>
/// <param name="Delay">After how long without a word the other side is asked for one. At least a second.</param>
/// <param name="Patience">How long it may take to answer. At least a second.</param>
public sealed record LinePings(TimeSpan Delay, TimeSpan Patience)
{
    /// <summary>What both sides do by themselves: a dead connection is found within about twelve seconds.</summary>
    public static readonly LinePings Usual = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
}
