using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Instruments.Metrics;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Turns;

/// <summary>
/// A turn on the one SQLite file. Made with the lock held and the transaction begun; gives both back.
/// </summary>
internal sealed class SqliteTurn(
    Connection connection,
    WriteLock writeLock,
    TurnWriter writer,
    FrameTable frames,
    ScheduleTable schedules,
    FireWriter fires,
    ChangeTable sequences,
    OutboxTable outbox,
    Membership membership,
    News news
) : ITurn
{
    private bool isOver;

    public News News => news;

    public long ReserveAttempts(int count) => frames.ReserveAttempts(count);

    public int OpenRuns(ScheduleId schedule) => schedules.OpenRuns(schedule).Count;

    public void Fire(ScheduleId schedule, Firing firing, Instant now)
    {
        CheckOwner(Partition.Of(schedule));
        fires.Write(schedule, firing, now);
    }

    public void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    )
    {
        CheckPartitions(changes);
        var begun = StoreMetrics.Begin();
        TurnRows.Write(changes, writer);
        sequences.Write(changes);
        OutboxRule.Write(changes, outbox);
        var turn = news.Turn + 1;
        connection.Prepare("UPDATE frame SET turn = ?1").Bind(1, turn).Run();
        foreach (var account in accounts)
        {
            var stored = AccountTable.Find(connection, account.Id);
            AccountTable.Put(connection, AccountRule.Used(stored, account.Id, account.Used, turn, account.Allowed));
        }

        Write(demand);
        foreach (var request in doneRequests)
        {
            connection.Prepare("DELETE FROM inbox WHERE id = ?1").Bind(1, request).Run();
        }

        connection.Execute("COMMIT");
        isOver = true;
        writeLock.Exit();
        StoreMetrics.Committed(begun);
        TurnRows.Committed(changes);
    }

    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            WriteTransaction.RollBack(connection);
            writeLock.Exit();
        }
    }

    private void Write(Demand? demand)
    {
        if (demand is null)
        {
            connection.Prepare("DELETE FROM demand WHERE runner = ?1").Bind(1, membership.Incarnation).Run();
            return;
        }

        connection
            .Prepare("INSERT OR REPLACE INTO demand (runner, account, priority, job) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, membership.Incarnation)
            .Bind(2, demand.Account.Text)
            .Bind(3, (long)demand.Priority)
            .Bind(4, demand.Job.Value)
            .Run();
    }

    /// <summary>The owner of every partition about to be written is this incarnation, or nothing is written.</summary>
    private void CheckPartitions(TurnChanges changes)
    {
        foreach (var partition in changes.Jobs.Select(job => job.Partition).Distinct())
        {
            CheckOwner(partition);
        }
    }

    private void CheckOwner(int partition)
    {
        var owner = connection.Prepare("SELECT owner FROM partition WHERE id = ?1").Bind(1, (long)partition).Scalar();
        OwnerRule.CheckOwner(partition, owner, membership.Incarnation);
    }
}
