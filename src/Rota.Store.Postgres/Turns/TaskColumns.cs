using Rota.Core.Model;
using Rota.Core.Scheduling.State;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Turns;

/// <summary>What a turn changes of the records of tasks, by columns. The last word on a task counts.</summary>
internal sealed class TaskColumns
{
    private readonly Dictionary<TaskKey, (TaskState State, Tries Tries, Instant NotBefore)?> changed = [];

    public void Put(TaskKey task, TaskState state, Tries tries, Instant notBefore) =>
        changed[task] = (state, tries, notBefore);

    public void Remove(TaskKey task) => changed[task] = null;

    public void Clear() => changed.Clear();

    public void Send(Connection connection)
    {
        TaskKey[] removed = [.. changed.Where(one => one.Value is null).Select(one => one.Key)];
        if (removed.Length > 0)
        {
            Bind(
                    connection.Prepare(
                        """
                        DELETE FROM rota.task USING unnest($1, $2, $3) AS r (job, grp, idx)
                        WHERE task.job = r.job AND task.grp = r.grp AND task.idx = r.idx
                        """
                    ),
                    removed
                )
                .Run();
        }

        TaskKey[] put = [.. changed.Where(one => one.Value is not null).Select(one => one.Key)];
        if (put.Length > 0)
        {
            Bind(
                    connection.Prepare(
                        """
                        INSERT INTO rota.task (job, grp, idx, state, attempts, counted, lost, memory_factor, not_before)
                        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        ON CONFLICT (job, grp, idx) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
                            counted = excluded.counted, lost = excluded.lost, memory_factor = excluded.memory_factor,
                            not_before = excluded.not_before
                        """
                    ),
                    put
                )
                .Bind(4, Of(put, one => (long)one.State))
                .Bind(5, Of(put, one => (long)one.Tries.Attempts))
                .Bind(6, Of(put, one => (long)one.Tries.Counted))
                .Bind(7, Of(put, one => (long)one.Tries.Lost))
                .Bind(8, Of(put, one => one.Tries.MemoryFactor))
                .Bind(9, Of(put, one => one.NotBefore.Micros))
                .Run();
        }
    }

    private static Statement Bind(Statement statement, TaskKey[] tasks) =>
        statement
            .Bind(1, Array.ConvertAll(tasks, task => task.Job.Value))
            .Bind(2, Array.ConvertAll(tasks, task => (long)task.Group))
            .Bind(3, Array.ConvertAll(tasks, task => (long)task.Index));

    private T[] Of<T>(TaskKey[] tasks, Func<(TaskState State, Tries Tries, Instant NotBefore), T> column) =>
        Array.ConvertAll(tasks, task => column(changed[task]!.Value));
}
