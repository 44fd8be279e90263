using Rota.Store.Local;

namespace Rota.Store.Tests;

/// <summary>Who only looks at a lock sees its holder, and no other that looks.</summary>
public sealed class FileLockTests : IDisposable
{
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Two_that_look_at_once_are_not_taken_for_the_holder()
    {
        new FileLock(home.State.ServeLock).Dispose();
        var wrong = 0;
        Parallel.For(0, 2000, _ =>
        {
            if (FileLock.IsHeld(home.State.ServeLock) || FileLock.HolderOf(home.State.ServeLock) is not null || UpkeepLock.IsHeld(home.State))
            {
                Interlocked.Increment(ref wrong);
            }
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void A_holder_is_seen_by_all_that_look()
    {
        using var held = new FileLock(home.State.ServeLock);
        Assert.True(held.TryEnter());
        held.SignHolder();
        using var upkeep = new UpkeepLock(home.State);
        Assert.True(FileLock.IsHeld(home.State.ServeLock));
        Assert.Equal($"{Environment.ProcessId}", FileLock.HolderOf(home.State.ServeLock));
        Assert.True(UpkeepLock.IsHeld(home.State));
    }
}
