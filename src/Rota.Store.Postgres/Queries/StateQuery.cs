using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The states of all tasks of a job, and nothing else of them.</summary>
internal sealed class StateQuery(Connection connection, IChangeReader changes)
{
    /// <summary>Rows that are asked for at once: they are three numbers each.</summary>
    private const long Page = 50_000;

    /// <summary>All of them.</summary>
    public TaskStates All(JobId job)
    {
        var groups = GroupQuery.Of(connection, job);
        var offsets = StateRule.Offsets(groups);
        var states = new byte[groups.Sum(group => group.Total)];
        foreach (var group in groups)
        {
            states.AsSpan(offsets[group.Ordinal] + group.Next, group.Total - group.Next).Fill((byte)group.Rest);
            Fill("task", job, group.Ordinal, states.AsSpan(offsets[group.Ordinal], group.Total));
            Fill("live", job, group.Ordinal, states.AsSpan(offsets[group.Ordinal], group.Total));
        }

        return new TaskStates(changes.Newest(Partition.Of(job)), states);
    }

    /// <summary>What became of them after a change.</summary>
    public StatesAfter After(JobId job, long number)
    {
        var partition = Partition.Of(job);
        return StateRule.After(
            job,
            GroupQuery.Of(connection, job),
            number,
            changes.Newest(partition),
            changes.After(partition, number),
            (group, index) => Find("live", job, group, index) ?? Find("task", job, group, index)
        );
    }

    private void Fill(string table, JobId job, int group, Span<byte> states)
    {
        for (var (next, isLast) = (0L, false); !isLast; )
        {
            using var rows = connection
                .Prepare(
                    $"""
                    SELECT idx, state FROM rota.{table} WHERE job = $1 AND grp = $2 AND idx >= $3 ORDER BY idx LIMIT $4
                    """
                )
                .Bind(1, job.Value)
                .Bind(2, (long)group)
                .Bind(3, next)
                .Bind(4, Page)
                .Rows();
            isLast = rows.Count < Page;
            while (rows.Read())
            {
                states[rows.Int32(0)] = (byte)rows.Int32(1);
                next = rows.Int64(0) + 1;
            }
        }
    }

    private TaskState? Find(string table, JobId job, int group, int index) =>
        (TaskState?)
            connection
                .Prepare($"SELECT state FROM rota.{table} WHERE job = $1 AND grp = $2 AND idx = $3")
                .Bind(1, job.Value)
                .Bind(2, (long)group)
                .Bind(3, (long)index)
                .Scalar();
}
