using Rota.Core.Model;
using Rota.Linux.Faults;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Pruning;

/// <summary>
/// Removes ended jobs with all that is kept of them. First the database forgets a job, then its directory goes: what a
/// kill leaves between is a directory without a job, which the next prune finds.
/// </summary>
internal sealed class Prune : IPruning
{
    private readonly StateDirectory state;
    private readonly UpkeepLock upkeep;
    private readonly PeopleWriter people;
    private readonly Removal removal = new();
    private readonly JobRows rows;

    /// <summary>Begins.</summary>
    public Prune(StateDirectory state, Server server, Author? author)
    {
        this.state = state;
        upkeep = new UpkeepLock(state);
        people = new PeopleWriter(state, server, author);
        rows = new JobRows(people.Connection);
    }

    /// <inheritdoc/>
    public IReadOnlyList<JobId> FinishEarlier()
    {
        var left = rows.Leftovers(state).Where(one => one.IsOurs).ToArray();
        foreach (var one in left)
        {
            removal.Remove(one.Path);
        }

        return [.. left.Select(one => new JobId(one.Job)).Distinct()];
    }

    /// <inheritdoc/>
    public void Remove(JobId job)
    {
        var owner = rows.OwnerOf(job.Value);
        if (!rows.TryForget(job.Value, people))
        {
            return;
        }

        CrashPoint.Reach("prune-forgotten");
        if (Directory.Exists(state.JobDirectory(job.Value)))
        {
            removal.Remove(state.JobDirectory(job.Value));
        }

        state.PlacesOf(owner).Forget(job.Value);
    }

    /// <inheritdoc/>
    public long ForgetAudit(Instant before) => AuditRows.Forget(people, before);

    /// <summary>The room of rows is the server's, which gives it back by itself (autovacuum).</summary>
    public long GiveBack() => removal.Freed;

    /// <inheritdoc/>
    public void Dispose()
    {
        people.Dispose();
        upkeep.Dispose();
    }
}
