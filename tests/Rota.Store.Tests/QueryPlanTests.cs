using Rota.Store.Following;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Turns;

namespace Rota.Store.Tests;

/// <summary>
/// No statement of daily work reads a table that grows with what has been: SQLite uses a partial index only where the
/// query repeats its condition, and says nothing where it does not.
/// </summary>
public sealed class QueryPlanTests
{
    /// <summary>Tables that hold history, or one row for each of many tasks or jobs.</summary>
    private static readonly string[] Large = ["job", "job_spec", "task_group", "task", "t", "live", "attempt", "a", "fire"];

    /// <summary>What may read a large table from its end, or all of one that holds only what runs now.</summary>
    private static readonly string[] Allowed = ["ORDER BY id DESC LIMIT ?1", "FROM live WHERE holds_room = 1", "FROM live WHERE state = 3 ORDER BY attempt"];

    [Fact]
    public void Turns_find_what_they_read()
    {
        using var book = new ScheduleBook(new Home());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Queue });
        book.Fire(ScheduleBook.Hour(1));
        book.Home.Submit(Home.Spec(tasks: 10));
        using var store = (SqliteHomeStore)book.Home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 1);
        player.Load();
        _ = store.Schedules(Home.AllPartitions);
        Assert.Empty(Scans(store.Connection));
    }

    [Fact]
    public void Questions_about_a_job_find_what_they_read()
    {
        using var home = new Home();
        var job = home.Submit(Home.Spec());
        using var queries = new JobQueries(home.State);
        var tasks = queries.Tasks;
        var attempts = queries.Attempts;
        _ = (queries.Job(job), queries.Jobs(10), queries.Unfinished(), queries.Spec(job), queries.Load(job), queries.OpenJobs());
        _ = (queries.Named("job", 10), queries.Named("job", 10, job), queries.Names("j", 10), queries.Jobs(10, before: job));
        _ = new EndedTasks(queries, job).Next(new JobChanges(queries, job, isNew: true).Next());
        foreach (var group in queries.Groups(job).Select(group => group with { Next = group.Total }))
        {
            _ = tasks.Find(job, group, 0);
            _ = Enum.GetValues<TaskState>().Sum(state => tasks.Of(job, group, state).Count());
            _ = tasks.From(job, group, 5, [TaskState.Failed, TaskState.Lost, TaskState.Ready]).Count();
            _ = attempts.Of(new TaskKey(job, group.Ordinal, 0));
        }

        _ = (attempts.WithResult(job).Count(), attempts.Figures(job).Count());
        _ = (queries.Changes.States(job), queries.Changes.StatesAfter(job, 0));
        _ = (attempts.Failed(job, new Instant(0), 10), attempts.Slowest(job, 3), attempts.IsLive(new AttemptId(1)));
        _ = (queries.Schedules.All(), queries.Queues.All());
        var live = queries.Live;
        _ = (live.OpenJobs, live.Jobs(10), live.Running(null, 10), live.Running(job, 10), live.LastFailed(job, 3));
        Assert.Empty(Scans(queries.Connection));
        Assert.Equal("SEARCH t USING INDEX task_failed (job=? AND state=? AND grp=? AND idx>?)", Plan(queries.Connection, "t.state > 6"));
        Assert.Equal("SEARCH t USING INDEX task_pending (job=? AND grp=? AND idx>?)", Plan(queries.Connection, "t.state < 6"));
        Assert.Equal("SEARCH job USING INDEX job_name (name=? AND rowid<?)", Plan(queries.Connection, "WHERE name = ?1"));
        Assert.Equal("SEARCH job USING COVERING INDEX job_name (name>? AND name<?)", Plan(queries.Connection, "DISTINCT name"));
        Assert.Equal("SEARCH job USING INTEGER PRIMARY KEY (rowid<?)", Plan(queries.Connection, "json_each(?2)"));
        Assert.Equal("SEARCH attempt USING INDEX attempt_failed (job=? AND ended>?)", Plan(queries.Connection, "outcome > 6"));
    }

    /// <summary>Of a million attempts those with a result are found, and come in the order of tasks without a sort.</summary>
    [Fact]
    public void Results_are_found_among_many_attempts()
    {
        using var home = new Home();
        var job = home.Submit(Home.Spec());
        using var queries = new JobQueries(home.State);
        _ = queries.Attempts.WithResult(job).Count();
        Assert.Equal("SEARCH attempt USING INDEX attempt_result (job=?)", Plan(queries.Connection, "result IS NOT NULL"));
    }

    /// <summary>A node that returns with much that was given up has the home ask for each.</summary>
    [Fact]
    public void A_lost_attempt_is_found_by_its_number()
    {
        using var home = new Home();
        using var store = home.Open();
        Assert.Null(store.JobOfLost(new AttemptId(7)));
        using var connection = Connection.Open(home.State.Database);
        Assert.Equal(
            "SEARCH attempt USING COVERING INDEX attempt_lost (id=?)",
            Steps(connection, "SELECT job FROM attempt INDEXED BY attempt_lost WHERE id = ?1 AND outcome = 12")[0]);
    }

    /// <summary>The steps that read a large table from one end to the other; an index of a few states is none.</summary>
    private static string[] Scans(Connection connection) =>
    [
        .. connection.Statements.ToArray()
            .SelectMany(sql => Steps(connection, sql).Select(step => (sql, step)))
            .Where(found => Large.Any(table => $"{found.step} ".StartsWith($"SCAN {table} ", StringComparison.Ordinal))
                && !found.step.Contains("USING INDEX job_open", StringComparison.Ordinal)
                && !Allowed.Any(part => found.sql.Contains(part, StringComparison.Ordinal)))
            .Select(found => $"{found.step}: {found.sql}"),
    ];

    private static string Plan(Connection connection, string part) =>
        Steps(connection, connection.Statements.First(sql => sql.Contains(part, StringComparison.Ordinal)))[0];

    private static string[] Steps(Connection connection, string sql)
    {
        var steps = new List<string>();
        using var rows = connection.Prepare("EXPLAIN QUERY PLAN " + sql).Rows();
        while (rows.Read())
        {
            steps.Add(rows.Text(3));
        }

        return [.. steps];
    }
}
