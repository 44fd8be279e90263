using System.Runtime.InteropServices;
using Rota.Core.Jobs;
using Rota.Linux.Calls;
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
    private readonly Lock gate = new();
    private readonly Dictionary<long, DirectoryMark> held = [];

    /// <summary>
    /// Goes on with what an earlier keeper left. Where nobody knows how an attempt ended, its directory is kept unless
    /// none is to be.
    /// </summary>
    public OwnDirectories(StateDirectory state, KeeperLink link, IReadOnlyCollection<KeptAttempt> attempts)
    {
        (this.state, Removals) = (state, new DirectoryRemovals(state, link));
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

    /// <summary>Those that go.</summary>
    public DirectoryRemovals Removals { get; }

    /// <summary>Makes the directory of an attempt, new and empty.</summary>
    /// <returns>0, or why it is not there.</returns>
    public int TryMake(KeptAttempt attempt, OwnDirectory rule)
    {
        // It may have been to start under an earlier keeper and never did: what that left is not to be removed then.
        if (!Removals.TryReclaim(attempt.Id))
        {
            return Native.Again;
        }

        var mark = new DirectoryMark(attempt.Id, attempt.Job, rule) { Owner = attempt.Owner };
        if (MakeNew(mark) is not 0 and var error)
        {
            Removals.Remove(mark);
            return error;
        }

        lock (gate)
        {
            held[mark.Attempt] = mark;
        }

        return 0;
    }

    /// <summary>Takes it away again: the start waits.</summary>
    public void Undo(KeptAttempt attempt)
    {
        if (Take(attempt.Id) is { } mark)
        {
            Removals.Remove(mark);
        }
    }

    /// <summary>Whether an attempt runs in a directory of its own because that of its job is elsewhere.</summary>
    public bool IsElsewhere(long attempt)
    {
        lock (gate)
        {
            return held.TryGetValue(attempt, out var mark) && mark.Rule == OwnDirectory.Elsewhere;
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

    private void Decide(DirectoryMark mark, bool hasSucceeded)
    {
        if (mark.Rule == OwnDirectory.Kept || (mark.Rule == OwnDirectory.KeptWhenFailed && !hasSucceeded))
        {
            mark.Forget(state.Live);
        }
        else
        {
            Removals.Add(mark);
        }
    }

    private DirectoryMark? Take(long attempt)
    {
        lock (gate)
        {
            return held.Remove(attempt, out var mark) ? mark : null;
        }
    }

    private int MakeNew(DirectoryMark mark)
    {
        var path = state.PlacesOf(mark.Owner).OwnDirectory(mark.Job, mark.Attempt);
        var error = DirectoryRemovals.TryEmpty(state, mark);
        error = error == 0 ? mark.Write(state.Live) : error;
        if (mark.Owner is not null)
        {
            // The task makes it, as whose it is.
            return error;
        }

        error = error == 0 ? Make(Path.GetDirectoryName(path)!) : error;
        return error != 0 ? error
            : mark.Rule == OwnDirectory.Elsewhere ? Take(state.StagedFor(mark.Attempt), path)
            : Make(path);
    }

    /// <summary>What was brought for it is its directory from now on.</summary>
    private static int Take(string staged, string path) =>
        Posix.Rename(staged, path) == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static int Make(string path) =>
        NativeFile.MakeDirectory(path, Private) == 0 || Marshal.GetLastPInvokeError() == Native.Exists
            ? 0
            : Marshal.GetLastPInvokeError();
}
