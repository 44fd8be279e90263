using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A new version takes over a state in the middle of its work: what runs goes on, and its ends are known.</summary>
public sealed class UpgradeTests
{
    /// <summary>From the tables of this version back to those of 5.</summary>
    private const string Back = """
        BEGIN;
        DROP INDEX attempt_result;
        DROP INDEX attempt_lost;
        DROP INDEX job_name;
        DROP TABLE job_after;
        DROP TABLE outbox;
        DROP TABLE notify;
        DROP TABLE standing;
        DROP TABLE audit;
        DROP TABLE token;
        DROP TABLE operation;
        DROP TABLE saved_filter;
        DROP TABLE scope;
        DROP TABLE budget_grant;
        ALTER TABLE account DROP COLUMN course;
        ALTER TABLE job DROP COLUMN next_start;
        ALTER TABLE live DROP COLUMN cpus;
        ALTER TABLE job DROP COLUMN not_before;
        ALTER TABLE job DROP COLUMN open;
        ALTER TABLE job_spec DROP COLUMN submitted;
        ALTER TABLE task_group DROP COLUMN held;
        ALTER TABLE attempt DROP COLUMN progress;
        ALTER TABLE attempt DROP COLUMN result;
        ALTER TABLE attempt DROP COLUMN result_problem;
        ALTER TABLE queue DROP COLUMN hours;
        ALTER TABLE account DROP COLUMN hours;
        ALTER TABLE fire DROP COLUMN backfill;
        CREATE TABLE node_of_5 (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, capacity TEXT NOT NULL) STRICT;
        INSERT INTO node_of_5 SELECT id, name, capacity FROM node;
        DROP TABLE node;
        ALTER TABLE node_of_5 RENAME TO node;
        ALTER TABLE live DROP COLUMN node;
        ALTER TABLE attempt DROP COLUMN node;
        ALTER TABLE partition DROP COLUMN changes;
        DROP TABLE change;
        PRAGMA user_version=5;
        COMMIT;
        """;

    [Fact]
    public void Tasks_that_run_over_an_upgrade_end_as_they_do()
    {
        using var rota = new RotaState();
        using (var run = rota.Start("run", "-j", "3", "--array", "0-8", "--retries", "never",
            "while [ ! -e go ]; do sleep 0.05; done; exit $((ROTA_TASK_INDEX % 3))"))
        {
            Until.True(() => rota.Tasks.Length >= 3, "three run");
            run.KillHard();
        }

        rota.StartProgram([], "sqlite3", Path.Combine(rota.State, "rota.db"), Back).Wait().Exits(0);
        rota.Run("ls").Exits(0).Says("nobody runs job 1");
        rota.Write("go", "");
        rota.Run("resume").Exits(1);
        Assert.All(rota.AttemptsOf(), attempt => Assert.Equal(attempt.Index % 3, attempt.ExitCode));
        Assert.Equal(9, rota.AttemptsOf().Length);
        rota.Run("check").Exits(0);
    }
}
