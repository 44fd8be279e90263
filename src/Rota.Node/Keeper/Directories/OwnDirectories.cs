using System.Runtime.InteropServices;
using Rota.Core.Jobs;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Directories;

/// <summary>
/// The directories that attempts have to themselves: made before the start, removed or left to the job when all of the
/// attempt has ended. What one keeper does not finish the next one finds by its mark.
/// </summary>
internal sealed class OwnDirectories
{
    private const int Private = 0x1C0;
    private readonly StateDirectory state;
    private readonly KeeperLink link;
    private readonly Lock gate = new();
    private readonly Dictionary<long, DirectoryMark> held = [];
    private readonly Queue<DirectoryMark> leaving = [];
    private readonly SemaphoreSlim work = new(0);
    private int unfinished;

    /// <summary>
    /// Goes on with what an earlier keeper left. Where nobody knows how an attempt ended, its directory is kept unless
    /// none is to be.
    /// </summary>
    public OwnDirectories(StateDirectory state, KeeperLink link, IReadOnlyCollection<KeptAttempt> attempts)
    {
        (this.state, this.link) = (state, link);
        var known = attempts.ToDictionary(attempt => attempt.Id);
        foreach (var mark in DirectoryMark.In(state.Live))
        {
            var attempt = known.GetValueOrDefault(mark.Attempt);
            if (attempt is { State: not KeptState.Over })
            {
                held[mark.Attempt] = mark;
            }
            else
            {
                Decide(mark, attempt is { LostReason: null, Report.HasSucceeded: true });
            }
        }
    }

    /// <summary>Whether some are being removed.</summary>
    public bool IsBusy => Volatile.Read(ref unfinished) > 0;

    /// <summary>Makes the directory of an attempt, new and empty.</summary>
    /// <returns>0, or why it is not there.</returns>
    public int TryMake(KeptAttempt attempt, OwnDirectory rule)
    {
        var mark = new DirectoryMark(attempt.Id, attempt.Job, rule);
        var path = PathOf(mark);
        var error = TreeRemoval.Remove(path);
        error = error == 0 ? mark.Write(state.Live) : error;
        error = error == 0 ? Make(Path.GetDirectoryName(path)!) : error;
        error = error == 0 ? Make(path) : error;
        if (error == 0)
        {
            lock (gate)
            {
                held[mark.Attempt] = mark;
            }
        }

        return error;
    }

    /// <summary>Takes it away again: the start waits.</summary>
    public void Undo(KeptAttempt attempt)
    {
        if (Take(attempt.Id) is { } mark && TreeRemoval.Remove(PathOf(mark)) == 0)
        {
            mark.Forget(state.Live);
        }
    }

    /// <summary>Nothing of an attempt lives any more: what becomes of its directory, if it has one.</summary>
    public void Over(long attempt, bool hasSucceeded)
    {
        if (Take(attempt) is { } mark)
        {
            Decide(mark, hasSucceeded);
        }
    }

    /// <summary>Removes what is to go, one after the other: a million files hold up no start and no end.</summary>
    public void Run()
    {
        while (true)
        {
            work.Wait();
            DirectoryMark mark;
            lock (gate)
            {
                mark = leaving.Dequeue();
            }

            CrashPoint.Reach("keeper-before-removal");
            if (TreeRemoval.Remove(PathOf(mark)) is not 0 and var error)
            {
                link.Notice(
                    $"{PathOf(mark)} cannot be removed: {Native.Describe(error)}. "
                        + "Remove it by hand, or the next keeper tries"
                );
            }
            else
            {
                mark.Forget(state.Live);
            }

            Interlocked.Decrement(ref unfinished);
        }
    }

    private string PathOf(DirectoryMark mark) => state.OwnDirectory(mark.Job, mark.Attempt);

    private void Decide(DirectoryMark mark, bool hasSucceeded)
    {
        if (mark.Rule == OwnDirectory.Kept || (mark.Rule == OwnDirectory.KeptWhenFailed && !hasSucceeded))
        {
            mark.Forget(state.Live);
            return;
        }

        Interlocked.Increment(ref unfinished);
        lock (gate)
        {
            leaving.Enqueue(mark);
        }

        work.Release();
    }

    private DirectoryMark? Take(long attempt)
    {
        lock (gate)
        {
            return held.Remove(attempt, out var mark) ? mark : null;
        }
    }

    private static int Make(string path) =>
        NativeFile.MakeDirectory(path, Private) == 0 || Marshal.GetLastPInvokeError() == Native.Exists
            ? 0
            : Marshal.GetLastPInvokeError();
}
