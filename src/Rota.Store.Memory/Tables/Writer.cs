using System.Globalization;
using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Tables;

/// <summary>One who writes to a home: write lock, change, commit; a change that fails leaves no trace.</summary>
internal sealed class Writer : IDisposable
{
    private readonly LockHolder holder;
    private readonly Author author;
    private long own;
    private long seen = -1;

    public Writer(CommittedTables committed, LockHolder? holder = null, Author? author = null)
    {
        (Committed, this.holder) = (committed, holder ?? LockHolder.Self);
        this.author = author ?? Author.Unnamed;
        Map = new SharedMap(committed.State.SharedMap);
        committed.Make();
    }

    /// <summary>The home.</summary>
    public CommittedTables Committed { get; }

    /// <summary>What is committed.</summary>
    public HomeTables Now => Committed.Now!;

    /// <summary>What those who share the home show each other.</summary>
    public SharedMap Map { get; }

    /// <summary>How often the lock was not free at once when it was waited for.</summary>
    public long Contention { get; private set; }

    /// <summary>Takes the lock, waiting up to the limit for its holder; zero for one that is free only.</summary>
    public bool TryEnter(TimeSpan limit)
    {
        if (!Committed.WriteLock.Wait(0))
        {
            if (limit <= TimeSpan.Zero)
            {
                return false;
            }

            Contention++;
            if (!Committed.WriteLock.Wait(limit))
            {
                return false;
            }
        }

        Map.Hold(holder);
        return true;
    }

    /// <summary>Frees it, and tells those who wait for news.</summary>
    public void Exit()
    {
        Map.Release();
        Committed.WriteLock.Release();
        Map.Notify();
    }

    /// <summary>Changes the home, once the lock is free.</summary>
    public T Write<T>(Func<HomeTables, (HomeTables Tables, T Result)> change)
    {
        if (!TryEnter(LockRule.WaitMax))
        {
            var pid = Map.Holder.Process.Pid.ToString(CultureInfo.InvariantCulture);
            throw LockRule.Busy($"the home in memory of {Committed.State.Path}", LockRule.WaitMax, pid);
        }

        return WriteHeld(change);
    }

    /// <summary>Makes a change of people, with the entry of the audit that tells of it.</summary>
    public T Change<T>(Func<HomeTables, (HomeTables Tables, T Result, Deed? Deed)> change) =>
        Write(tables =>
        {
            var (changed, result, deed) = change(tables);
            return (deed is null ? changed : changed.With(author, deed), result);
        });

    /// <summary>The same with the lock already taken; gives it back.</summary>
    public T WriteHeld<T>(Func<HomeTables, (HomeTables Tables, T Result)> change)
    {
        try
        {
            var (tables, result) = change(Now);
            Commit(tables);
            return result;
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Commits, with the lock held.</summary>
    public void Commit(HomeTables tables)
    {
        if (Committed.Commit(tables))
        {
            own++;
        }
    }

    /// <summary>Whether another one has written since this was asked last.</summary>
    public bool HasChanged()
    {
        var others = Committed.Commits - own;
        var isNew = others != seen;
        seen = others;
        return isNew;
    }

    /// <inheritdoc/>
    public void Dispose() => Map.Dispose();
}
