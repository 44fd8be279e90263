using Rota.Store.Local;
using Rota.Store.Rules;

namespace Rota.Store.Locks;

/// <summary>
/// Held by all members of a frame together, as long as their processes live. Pids tell who lives only within one pid
/// namespace; a lock on a file tells it across them, so that two sides that cannot see each other never both serve.
/// </summary>
public sealed class MembersLock(StateDirectory state) : IDisposable
{
    private static readonly TimeSpan GlanceMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan JoinMax = TimeSpan.FromSeconds(10);
    private readonly FileLock file = new(state.MembersLock);

    /// <summary>Whether members live in another pid namespace than a process that looks.</summary>
    /// <param name="state">The state.</param>
    /// <param name="own">The pid namespace of the one that looks.</param>
    /// <param name="noted">The one that the frame names, as of now; empty when nobody ever joined.</param>
    public static bool IsHeldElsewhere(StateDirectory state, string own, Func<string> noted)
    {
        if (IsNear(noted()))
        {
            return false;
        }

        // A member that joins has the members' lock before its namespace can be read, and one that glances at that lock
        // has it too: with the write lock in hand nobody does either.
        using var writers = FileLock.Existing(state.WriteLock);
        _ = writers?.TryEnter(JoinMax);
        return !IsNear(noted()) && FileLock.IsShared(state.MembersLock);

        bool IsNear(string space) => space.Length == 0 || space == own;
    }

    /// <summary>Takes a share of it for a member that joins. Called under the write lock.</summary>
    /// <param name="isSameSpace">Whether the members of before can be seen from here.</param>
    public void Enter(bool isSameSpace)
    {
        if (!isSameSpace && !file.TryEnter())
        {
            throw JoinRule.RefusalElsewhere(state.Path);
        }

        // Who only looks whether it is held has it for a moment.
        if (!file.TryShare(GlanceMax))
        {
            throw JoinRule.RefusalElsewhere(state.Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
