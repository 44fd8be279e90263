using Rota.Core.Model;

namespace Rota.Store.Nodes;

/// <summary>
/// From which numbers a restored home goes on. Whoever followed the home that was backed up (its nodes, its keeper) may
/// have seen attempts and epochs after the backup, and of homes that were restored from the same one before: none of
/// these may be given again. So they begin with the clock: no home makes as many.
/// </summary>
public static class RestoreRule
{
    /// <summary>More attempts than a home makes in a second, whatever its tasks are.</summary>
    private const long AttemptsPerSecond = 1L << 20;

    /// <summary>Numbers that are left out at least, whatever the clock shows.</summary>
    private const long AttemptsSkipped = 1_000_000_000;

    /// <summary>The same for epochs, of which a home makes one when a member comes or goes.</summary>
    private const long EpochsSkipped = 1_000_000;
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>The next attempt.</summary>
    /// <param name="next">The next one at the backup.</param>
    /// <param name="at">The moment of restoring.</param>
    public static long NextAttempt(long next, Instant at) =>
        Math.Max(next + AttemptsSkipped, at.Micros / MicrosPerSecond * AttemptsPerSecond);

    /// <summary>The epoch.</summary>
    /// <param name="epoch">The one of the backup.</param>
    /// <param name="at">The moment of restoring.</param>
    public static long Epoch(long epoch, Instant at) => Math.Max(epoch + EpochsSkipped, at.Micros / MicrosPerSecond);
}
