using Rota.Core.Model;
using Rota.Store.Sqlite;

namespace Rota.Store.Queries;

/// <summary>Retention and backup.</summary>
public static class Maintenance
{
    /// <summary>Writes a consistent copy of the home store to a new file.</summary>
    public static void Backup(StateDirectory state, string target)
    {
        using var connection = Database.OpenReader(state);
        connection.Prepare("VACUUM INTO ?1").Bind(1, target).Run();
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Removes ended jobs with all that is kept of them.</summary>
    public static void Prune(StateDirectory state, IEnumerable<JobId> jobs)
    {
        using var writeLock = new WriteLock(state);
        using var connection = Database.OpenWriter(state, writeLock);
        foreach (var job in jobs)
        {
            // One job a transaction: nobody waits for the whole of it.
            WriteTransaction.Run(
                connection,
                writeLock,
                () =>
                {
                    connection.Prepare("DELETE FROM job WHERE id = ?1 AND ended IS NOT NULL").Bind(1, job.Value).Run();
                    if (connection.Changed == 0)
                    {
                        return 0;
                    }

                    // Its instant stays known to its schedule: it must not fire again, whatever clocks do.
                    foreach (var table in (string[])["job_spec", "task_group", "task", "attempt", "inbox"])
                    {
                        connection.Prepare($"DELETE FROM {table} WHERE job = ?1").Bind(1, job.Value).Run();
                    }

                    return 0;
                }
            );
            if (Directory.Exists(state.JobDirectory(job.Value)))
            {
                Directory.Delete(state.JobDirectory(job.Value), recursive: true);
            }
        }
    }
}
