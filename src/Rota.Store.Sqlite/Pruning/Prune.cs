using Rota.Core.Model;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Pruning;

/// <summary>
/// Removes ended jobs with all that is kept of them. First the database forgets a job, then its directory goes: what a
/// kill leaves between is a directory without a job, which the next prune finds. On a disk too full to forget, the
/// directory is marked and emptied first.
/// </summary>
public sealed class Prune : IPruning
{
    private readonly StateDirectory state;
    private readonly UpkeepLock upkeep;
    private readonly PeopleWriter people;
    private readonly Removal removal = new();
    private readonly DatabaseRoom room;
    private readonly JobRows rows;

    /// <summary>Begins.</summary>
    public Prune(StateDirectory state, Author? author = null)
    {
        this.state = state;
        upkeep = new UpkeepLock(state);
        people = new PeopleWriter(state, author);
        room = new DatabaseRoom(state, people.Connection, people.WriteLock);
        rows = new JobRows(people.Connection);
    }

    /// <inheritdoc/>
    public IReadOnlyList<JobId> FinishEarlier()
    {
        var left = rows.Leftovers(state).Where(one => one.IsOurs).ToArray();
        foreach (var one in left)
        {
            Forget(one.Job);
            if (!rows.Has(one.Job))
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

    /// <inheritdoc/>
    public void Remove(JobId job)
    {
        var directory = state.JobDirectory(job.Value);
        var owner = rows.OwnerOf(job.Value);
        try
        {
            if (!rows.TryForget(job.Value, people))
            {
                return;
            }
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            MakeRoomAndForget(job.Value, directory);
            return;
        }

        CrashPoint.Reach("prune-forgotten");
        if (Directory.Exists(directory))
        {
            removal.Remove(directory);
        }

        state.PlacesOf(owner).Forget(job.Value);
    }

    /// <inheritdoc/>
    public long ForgetAudit(Instant before) => AuditRows.Forget(people, before);

    /// <inheritdoc/>
    public long GiveBack()
    {
        // What was kept of an earlier version's database has the pruned jobs in it.
        var freed = Upgrade.Forget(state) + room.GiveBack();
        Spare.Keep(state);
        return removal.Freed + freed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        people.Dispose();
        upkeep.Dispose();
    }

    /// <summary>The other way round: the output goes first, and a mark says so until the job is gone too.</summary>
    private void MakeRoomAndForget(long job, string directory)
    {
        var marked = directory + Leftover.Mark;
        var hasDirectory = Directory.Exists(directory);
        if (hasDirectory)
        {
            Durable.Rename(directory, marked);
            CrashPoint.Reach("prune-marked");
            removal.Empty(marked);
            CrashPoint.Reach("prune-emptied");
        }

        Forget(job);
        if (hasDirectory)
        {
            Directory.Delete(marked);
        }
    }

    /// <summary>Has the database forget a job, with all the room that can be made for that.</summary>
    private void Forget(long job)
    {
        try
        {
            _ = rows.TryForget(job, people);
            return;
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            Spare.Give(state);
        }

        try
        {
            room.Fold();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.DiskFull)
        {
            // The log stays as long as it is; there may be room behind it now.
        }

        _ = rows.TryForget(job, people);
    }
}
