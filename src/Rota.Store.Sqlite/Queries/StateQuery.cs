using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The states of all tasks of a job, and nothing else of them: a million take less than a second.</summary>
internal sealed class StateQuery(Connection connection, IChangeReader changes)
{
    /// <summary>All of them.</summary>
    public TaskStates All(JobId job)
    {
        var groups = GroupQuery.Of(connection, job);
        var offsets = StateRule.Offsets(groups);
        var states = new byte[groups.Sum(group => group.Total)];
        foreach (var group in groups)
        {
            states.AsSpan(offsets[group.Ordinal] + group.Next, group.Total - group.Next).Fill((byte)group.Rest);
        }

        Fill("SELECT grp, idx, state FROM task WHERE job = ?1");
        Fill("SELECT grp, idx, state FROM live INDEXED BY live_task WHERE job = ?1");
        return new TaskStates(changes.Newest(Partition.Of(job)), states);

        void Fill(string sql)
        {
            using var rows = connection.Prepare(sql).Bind(1, job.Value).Rows();
            while (rows.Read())
            {
                states[offsets[rows.Int32(0)] + rows.Int32(1)] = (byte)rows.Int32(2);
            }
        }
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

    private TaskState? Find(string table, JobId job, int group, int index) =>
        (TaskState?)
            connection
                .Prepare($"SELECT state FROM {table} WHERE job = ?1 AND grp = ?2 AND idx = ?3")
                .Bind(1, job.Value)
                .Bind(2, (long)group)
                .Bind(3, (long)index)
                .Scalar();
}
