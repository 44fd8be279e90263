using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Linux.Users;
using Rota.Node.Keeper.Lines;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Directories;

/// <summary>
/// Removes directories of attempts one after the other, on a thread of its own: a million files hold up no start and no
/// end.
/// </summary>
internal sealed class DirectoryRemovals(StateDirectory state, KeeperLink link)
{
    private readonly Lock gate = new();
    private readonly List<DirectoryMark> waiting = [];
    private readonly SemaphoreSlim work = new(0);

    /// <summary>The attempt whose directory is being removed, or 0.</summary>
    private long removed;

    /// <summary>Whether some are to be removed yet.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return waiting.Count > 0 || removed != 0;
            }
        }
    }

    /// <summary>Has one removed.</summary>
    public void Add(DirectoryMark mark)
    {
        lock (gate)
        {
            waiting.Add(mark);
        }

        work.Release();
    }

    /// <summary>Removes none of an attempt any more, for it is made anew; false while one is being removed.</summary>
    public bool TryReclaim(long attempt)
    {
        lock (gate)
        {
            waiting.RemoveAll(mark => mark.Attempt == attempt);
            return removed != attempt;
        }
    }

    /// <summary>Removes what comes, for ever.</summary>
    public void Run()
    {
        while (true)
        {
            work.Wait();
            RemoveNext();
        }
    }

    /// <summary>Removes the first, if there is one.</summary>
    public void RemoveNext()
    {
        DirectoryMark? mark;
        lock (gate)
        {
            mark = waiting.FirstOrDefault();
            if (mark is null)
            {
                return;
            }

            waiting.RemoveAt(0);
            removed = mark.Attempt;
        }

        CrashPoint.Reach("keeper-before-removal");
        Remove(mark);
        lock (gate)
        {
            removed = 0;
        }
    }

    /// <summary>Removes one now, and then its mark.</summary>
    public void Remove(DirectoryMark mark)
    {
        if (TryEmpty(state, mark) is not 0 and var error)
        {
            link.Notice(
                $"{PathOf(state, mark)} cannot be removed: {Native.Describe(error)}. "
                    + "Remove it by hand, or the next keeper tries"
            );
            return;
        }

        mark.Forget(state.Live);
    }

    /// <summary>Removes a directory as whose it is.</summary>
    /// <returns>0, also where there is none; else why it is there yet.</returns>
    public static int TryEmpty(StateDirectory state, DirectoryMark mark)
    {
        var path = PathOf(state, mark);
        try
        {
            return UserFiles.As(mark.Owner, () => TreeRemoval.Remove(path), Timeout.InfiniteTimeSpan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Native.NotPermitted;
        }
    }

    private static string PathOf(StateDirectory state, DirectoryMark mark) =>
        state.PlacesOf(mark.Owner).OwnDirectory(mark.Job, mark.Attempt);
}
