using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Pruning;

/// <summary>All that the database has of a job.</summary>
internal sealed class JobRows(Connection connection)
{
    private static readonly string[] Tables =
    [
        "job_spec",
        "task_group",
        "task",
        "attempt",
        "inbox",
        "claim",
        "job_after",
    ];

    /// <summary>Whether it has any.</summary>
    public bool Has(long job) =>
        connection.Prepare("SELECT 1 FROM job WHERE id = ?1").Bind(1, job).Scalar() is not null;

    /// <summary>The user whose a job is; null for whoever serves the state.</summary>
    public long? OwnerOf(long job)
    {
        using var rows = connection.Prepare("SELECT tags FROM job WHERE id = ?1").Bind(1, job).Rows();
        return rows.Read() ? OwnerLabel.In(rows.Text(0)) : null;
    }

    /// <summary>What lies among the directories of jobs and is of none.</summary>
    public IReadOnlyList<Leftover> Leftovers(StateDirectory state) =>
        Leftover.Find(state, () => connection.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'job'") ?? 0, Has);

    /// <summary>Forgets a job that has ended, in one transaction: nobody waits for more than one.</summary>
    /// <returns>Whether it was there, and had ended.</returns>
    public bool TryForget(long job, PeopleWriter people) =>
        people.Write(() =>
        {
            var deed = JobDeeds.Remove(new JobId(job), Standings.Of(connection, new JobId(job)));
            connection.Prepare("DELETE FROM job WHERE id = ?1 AND ended IS NOT NULL").Bind(1, job).Run();
            if (connection.Changed == 0)
            {
                return (false, null);
            }

            foreach (var table in Tables)
            {
                connection.Prepare($"DELETE FROM {table} WHERE job = ?1").Bind(1, job).Run();
            }

            // What still waits to be sent was promised.
            connection.Prepare("DELETE FROM outbox WHERE subject = ?1 AND state <> 0").Bind(1, $"job {job}").Run();
            return (true, deed);
        });
}
