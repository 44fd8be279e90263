using Rota.Core.Model;
using Rota.Store.Sqlite;

namespace Rota.Store.Pruning;

/// <summary>
/// Removes ended jobs with all that is kept of them. First the database forgets a job, then its directory goes: what a
/// kill leaves between is a directory without a job, which the next prune finds. On a disk too full to forget, the
/// directory is marked and emptied first.
/// </summary>
public sealed class Prune : IDisposable
{
    private const int PagesAtOnce = 1_000;
    private static readonly string[] Tables = ["job_spec", "task_group", "task", "attempt", "inbox", "fire"];
    private readonly StateDirectory state;
    private readonly UpkeepLock upkeep;
    private readonly WriteLock writeLock;
    private readonly Connection connection;
    private readonly Removal removal = new();
    private readonly long before;

    /// <summary>Begins.</summary>
    public Prune(StateDirectory state)
    {
        this.state = state;
        upkeep = new UpkeepLock(state);
        writeLock = new WriteLock(state);
        connection = Database.OpenWriter(state, writeLock);
        before = DatabaseBytes;
    }

    /// <summary>Finishes what an earlier one was killed in.</summary>
    /// <returns>The jobs that it was about.</returns>
    public IReadOnlyList<JobId> FinishEarlier()
    {
        var left = Leftover.Find(state, connection).Where(one => one.IsOurs).ToArray();
        foreach (var one in left)
        {
            Forget(one.Job);
            if (!IsKnown(one.Job))
            {
                removal.Remove(one.Path);
            }
            else if (!Directory.Exists(state.JobDirectory(one.Job)))
            {
                // Somebody had it run again meanwhile: it keeps what is left, and the check names what is not.
                Durable.Rename(one.Path, state.JobDirectory(one.Job));
            }
        }

        return [.. left.Select(one => new JobId(one.Job)).Distinct()];
    }

    /// <summary>Removes a job; one that has not ended stays as it is.</summary>
    public void Remove(JobId job)
    {
        var directory = state.JobDirectory(job.Value);
        try
        {
            if (!TryForget(job.Value))
            {
                return;
            }
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull && Directory.Exists(directory))
        {
            var marked = directory + Leftover.Mark;
            Durable.Rename(directory, marked);
            CrashPoint.Reach("prune-marked");
            removal.Empty(marked);
            CrashPoint.Reach("prune-emptied");
            Forget(job.Value);
            Directory.Delete(marked);
            return;
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            Forget(job.Value);
            return;
        }

        CrashPoint.Reach("prune-forgotten");
        if (Directory.Exists(directory))
        {
            removal.Remove(directory);
        }
    }

    /// <summary>Gives pages of the database back that nothing uses any more.</summary>
    /// <returns>Bytes given back by all of it.</returns>
    public long GiveBack()
    {
        try
        {
            // In pieces: nobody waits for the whole of it.
            for (var free = FreePages; free > 0; )
            {
                _ = Locked(() =>
                {
                    connection.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
                    return true;
                });
                Fold();
                if (FreePages is var left && left >= free)
                {
                    break;
                }

                free = left;
            }

            Fold();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            // What the jobs left is gone; the database uses its free pages again by and by.
        }

        Spare.Keep(state);
        return removal.Freed + Math.Max(0, before - DatabaseBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        writeLock.Dispose();
        upkeep.Dispose();
    }

    private long FreePages => connection.Scalar("PRAGMA freelist_count") ?? 0;

    private long DatabaseBytes =>
        new[] { state.Database, state.Database + "-wal" }.Sum(path =>
            File.Exists(path) ? new FileInfo(path).Length : 0
        );

    /// <summary>Has the database forget a job, with all the room that can be made for that.</summary>
    private void Forget(long job)
    {
        try
        {
            _ = TryForget(job);
            return;
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            Spare.Give(state);
        }

        try
        {
            Fold();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            // The log stays as long as it is; there may be room behind it now.
        }

        _ = TryForget(job);
    }

    private bool IsKnown(long job) =>
        connection.Prepare("SELECT 1 FROM job WHERE id = ?1").Bind(1, job).Scalar() is not null;

    private bool TryForget(long job) =>
        Locked(() =>
        {
            connection.Prepare("DELETE FROM job WHERE id = ?1 AND ended IS NOT NULL").Bind(1, job).Run();
            if (connection.Changed == 0)
            {
                return false;
            }

            foreach (var table in Tables)
            {
                connection.Prepare($"DELETE FROM {table} WHERE job = ?1").Bind(1, job).Run();
            }

            return true;
        });

    /// <summary>Folds the log in, under the lock of every write as any checkpoint.</summary>
    private void Fold()
    {
        writeLock.Enter(Database.WriteWait);
        try
        {
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            writeLock.Exit();
        }
    }

    private bool Locked(Func<bool> work) => WriteTransaction.Run(connection, writeLock, work);
}
