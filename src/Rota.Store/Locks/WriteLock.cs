using Rota.Store.Local;
using Rota.Store.Rules;

namespace Rota.Store.Locks;

/// <summary>
/// Held around every write and every checkpoint; shows who holds it, so that a stopped holder can be found.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="holder">The process that it shows; null for this one.</param>
public sealed class WriteLock(StateDirectory state, LockHolder? holder = null) : IDisposable
{
    private readonly LockHolder holder = holder ?? LockHolder.Self;
    private readonly FileLock file = new(state.WriteLock);

    /// <summary>What the processes of this state show each other.</summary>
    public SharedMap Map { get; } = new(state.SharedMap);

    /// <summary>How often it was not free at once when it was waited for.</summary>
    public long Contention => file.Contention;

    /// <summary>Takes the lock if it is free.</summary>
    public bool TryEnter() => TryEnter(TimeSpan.Zero);

    /// <summary>Takes the lock, waiting up to the limit for its holder; not at all for a limit of zero.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool TryEnter(TimeSpan limit)
    {
        if (!(limit > TimeSpan.Zero ? file.TryEnter(limit) : file.TryEnter()))
        {
            return false;
        }

        Map.Hold(holder);
        return true;
    }

    /// <summary>Takes the lock, waiting up to the limit for its holder.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Busy"/>: still held after the limit.</exception>
    public void Enter(TimeSpan limit)
    {
        if (!TryEnter(limit))
        {
            throw LockRule.Busy(state.WriteLock, limit, HolderText);
        }
    }

    /// <summary>Who holds it: a process of Rota has noted so, of another one the system may know.</summary>
    private string HolderText => Map.Holder.Process.Pid is > 0 and var pid ? $"{pid}" : file.FindHolder() ?? "?";

    /// <summary>Frees it, and tells those who wait for news.</summary>
    public void Exit()
    {
        Map.Release();
        file.Exit();
        Map.Notify();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        Map.Dispose();
    }
}
