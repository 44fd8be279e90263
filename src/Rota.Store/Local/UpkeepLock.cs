namespace Rota.Store.Local;

/// <summary>
/// Held while a backup copies outputs or a prune removes them: the one must not take away what the other reads.
/// </summary>
internal sealed class UpkeepLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FileLock directory;

    /// <summary>Takes it, waiting a while for its holder.</summary>
    public UpkeepLock(StateDirectory state)
    {
        directory = FileLock.OfDirectory(state.Path);
        if (!directory.TryEnter(Patience))
        {
            var holder = directory.FindHolder() ?? "?";
            directory.Dispose();
            throw new StoreException(
                StoreFailure.Busy,
                $"a backup or a prune of {state.Path} is under way (pid {holder}). Try again when it has ended"
            );
        }
    }

    /// <summary>Whether a backup or a prune is under way.</summary>
    public static bool IsHeld(StateDirectory state) => FileLock.IsHeld(state.Path);

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();
}
