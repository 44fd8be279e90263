using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Locks;
using Rota.Store.Postgres.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Turns;

/// <summary>
/// A turn: decided without a transaction, and committed by one that compares the frame with what it was decided on.
/// Who is stopped in the middle of it holds up nobody on the server.
/// </summary>
internal sealed class PostgresTurn(
    Connection connection,
    WriteLock turnLock,
    TurnCommit commit,
    ChangeWatch watch,
    Membership membership,
    News news,
    Fence fence,
    LastTurn last
) : ITurn
{
    private readonly List<(ScheduleId Schedule, Firing Firing, Instant Now)> fires = [];
    private long reserved;
    private bool isOver;

    public News News => news;

    public long ReserveAttempts(int count) => fence.NextAttempt + (reserved += count) - count;

    public int OpenRuns(ScheduleId schedule) => new ScheduleTable(connection).OpenRuns(schedule).Count;

    public void Fire(ScheduleId schedule, Firing firing, Instant now)
    {
        commit.CheckOwner(Partition.Of(schedule), membership.Incarnation);
        fires.Add((schedule, firing, now));
    }

    public void Commit(
        TurnChanges changes,
        IReadOnlyCollection<Account> accounts,
        Demand? demand,
        IReadOnlyCollection<long> doneRequests
    )
    {
        commit.Write(
            membership.Incarnation,
            news,
            fence with
            {
                NextAttempt = fence.NextAttempt + reserved,
            },
            fires,
            new TurnDecision(changes, accounts, demand, doneRequests)
        );
        last.Note(news.Turn + 1);
        watch.Committed(news.Turn + 1);
        isOver = true;
        turnLock.Exit();
        TurnRows.Committed(changes);
    }

    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            turnLock.Exit();
        }
    }
}

/// <summary>What a turn decided.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Accounts">Shared accounts that changed.</param>
/// <param name="Demand">What the most urgent waiting task lacks.</param>
/// <param name="Done">Requests that were carried out.</param>
internal sealed record TurnDecision(
    TurnChanges Changes,
    IReadOnlyCollection<Account> Accounts,
    Demand? Demand,
    IReadOnlyCollection<long> Done
);
