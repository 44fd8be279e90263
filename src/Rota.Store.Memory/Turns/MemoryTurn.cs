using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Changes;
using Rota.Store.Memory.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Turns;

/// <summary>A turn in memory. Made with the lock held; gives it back.</summary>
internal sealed class MemoryTurn(Writer writer, Membership membership, News news) : ITurn
{
    private readonly TurnTables tables = new(writer.Now);
    private bool isOver;

    public News News => news;

    public long ReserveAttempts(int count)
    {
        var next = tables.Now.Next;
        tables.Now = tables.Now with { Next = next with { Attempt = next.Attempt + count } };
        return next.Attempt;
    }

    public int OpenRuns(ScheduleId schedule) => Submitting.OpenRuns(tables.Now, schedule).Count();

    public void Fire(ScheduleId schedule, Firing firing, Instant now)
    {
        CheckOwner(Partition.Of(schedule));
        tables.Now = FireWriter.Write(tables.Now, schedule, firing, now);
    }

    public void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    )
    {
        foreach (var partition in changes.Jobs.Select(job => job.Partition).Distinct())
        {
            CheckOwner(partition);
        }

        TurnRows.Write(changes, tables);
        var outbox = new OutboxWriter(tables.Now);
        OutboxRule.Write(changes, outbox);
        var written = outbox.Now;
        foreach (var (partition, sequence) in new TurnSequence().Of(changes))
        {
            written = written.With(partition, sequence);
        }

        var turn = news.Turn + 1;
        foreach (var account in accounts)
        {
            var stored = written.Account(account.Id);
            written = written.With(AccountRule.Used(stored, account.Id, account.Used, turn, account.Allowed));
        }

        writer.Commit(
            written with
            {
                Frame = written.Frame with { Turn = turn },
                Demands = demand is null
                    ? written.Demands.Remove(membership.Incarnation)
                    : written.Demands.SetItem(membership.Incarnation, demand),
                Inbox = written.Inbox.RemoveRange(doneRequests),
            }
        );
        isOver = true;
        writer.Exit();
        TurnRows.Committed(changes);
    }

    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            writer.Exit();
        }
    }

    private void CheckOwner(int partition) =>
        OwnerRule.CheckOwner(partition, tables.Now.Partitions[partition].Owner, membership.Incarnation);
}
