using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Instruments.Metrics;
using Rota.Store.Audit;
using Rota.Store.Postgres.Schedules;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Turns;

/// <summary>
/// The transaction of a turn. Its first statement compares the frame with what the turn was decided on and counts the
/// turn, so of two that were decided on the same frame one is committed; then it finds each partition its own.
/// </summary>
internal sealed class TurnCommit(Connection connection)
{
    private readonly TurnWriter writer = new(connection);
    private readonly ChangeTable sequences = new(connection);
    private readonly OutboxTable outbox = new(connection);
    private readonly FireWriter fireWriter = new(
        connection,
        new ScheduleTable(connection),
        new OutboxTable(connection)
    );

    /// <summary>Writes and commits it.</summary>
    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/>: somebody else has changed the frame since.
    /// </exception>
    public void Write(
        long incarnation,
        News news,
        Fence fence,
        IReadOnlyList<(ScheduleId Schedule, Firing Firing, Instant Now)> fires,
        TurnDecision decision
    )
    {
        var begun = StoreMetrics.Begin();
        _ = Writing.Run(
            connection,
            () =>
            {
                writer.Clear();
                Compare(news, fence);
                CheckPartitions(decision.Changes, incarnation);
                var deeds = Fire(news, fires, incarnation);
                TurnRows.Write(decision.Changes, writer);
                writer.Send();
                sequences.Write(decision.Changes);
                OutboxRule.Write(decision.Changes, outbox);
                SharedRows.Write(connection, decision, incarnation, news.Turn + 1, fence.NextAttempt);
                foreach (var (author, deed) in deeds)
                {
                    AuditTable.Append(connection, author, deed);
                }

                return true;
            }
        );
        StoreMetrics.Committed(begun);
    }

    /// <summary>A partition is written by its owner alone.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Fenced"/> when it has another.</exception>
    public void CheckOwner(int partition, long incarnation)
    {
        var owner = connection
            .Prepare("SELECT owner FROM rota.partition WHERE id = $1")
            .Bind(1, (long)partition)
            .Scalar();
        OwnerRule.CheckOwner(partition, owner, incarnation);
    }

    private void Compare(News news, Fence fence)
    {
        var counted = connection
            .Prepare(
                $"""
                UPDATE rota.frame SET turn = turn + 1
                WHERE id = 1 AND epoch = $1 AND turn = $2 AND timeline = $3 AND {connection.Server.TimelineSql} = $3
                """
            )
            .Bind(1, news.Epoch)
            .Bind(2, news.Turn)
            .Bind(3, fence.Current)
            .RunNow();
        if (counted == 0)
        {
            OwnerRule.CheckEpoch(new FrameTable(connection).Epoch, news.Epoch);
            throw new StoreException(StoreFailure.Fenced, "another turn was committed first; this runner looks again");
        }
    }

    private void CheckPartitions(TurnChanges changes, long incarnation)
    {
        var jobs = changes.Jobs.Select(job => job.Id.Value).Distinct().ToArray();
        if (jobs.Length == 0)
        {
            return;
        }

        foreach (var partition in changes.Jobs.Select(job => job.Partition).Distinct())
        {
            CheckOwner(partition, incarnation);
        }

        // One that was removed since the turn began would come back in parts.
        var stored = connection.Prepare("SELECT count(*) FROM rota.job WHERE id = ANY ($1)").Bind(1, jobs).Scalar();
        if (stored != jobs.Length)
        {
            throw new StoreException(StoreFailure.Fenced, "a job was removed meanwhile; this runner looks again");
        }
    }

    private List<(Author Author, Deed Deed)> Fire(
        News news,
        IReadOnlyList<(ScheduleId Schedule, Firing Firing, Instant Now)> fires,
        long incarnation
    )
    {
        if (fires.Count == 0)
        {
            return [];
        }

        Sequences.Hold(connection, Sequences.Schedule);
        if (Sequences.Next(connection, Sequences.Schedule) != news.Schedules)
        {
            throw new StoreException(StoreFailure.Fenced, "a schedule was changed meanwhile; this runner looks again");
        }

        Sequences.Hold(connection, Sequences.Job);
        var deeds = new List<(Author, Deed)>();
        foreach (var (schedule, firing, now) in fires)
        {
            CheckOwner(Core.Partitions.Partition.Of(schedule), incarnation);
            deeds.AddRange(fireWriter.Write(schedule, firing, now));
        }

        return deeds;
    }
}
