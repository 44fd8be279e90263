using Rota.Store.Rules;
using System.Diagnostics;
using Rota.Core.Model;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Pruning;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Store.Tests;

/// <summary>The file under it: many writers, a full disk, the log, pruning.</summary>
public sealed class FileTests
{
    private const int Writers = 4;
    private const int JobsEach = 40;

    [Fact]
    public void Many_writers_lose_nothing_while_the_log_is_folded_in()
    {
        using var home = new Home();
        using var turns = home.Open();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        Thread[] threads =
        [
            .. Enumerable.Range(0, Writers).Select(writer => new Thread(() => Guarded(failures, () =>
            {
                using var submissions = new JobSubmissions(home.State);
                for (var job = 0; job < JobsEach; job++)
                {
                    submissions.Submit(Home.Spec(), $"{writer}.{job}", true, Home.Now);
                }
            }))),
            new Thread(() => Guarded(failures, () =>
            {
                using var folding = Connection.Open(home.State.Database);
                using var writeLock = new WriteLock(home.State);
                for (var round = 0; round < JobsEach; round++)
                {
                    writeLock.Enter(LockRule.WaitMax);
                    folding.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                    writeLock.Exit();
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
        Assert.Equal(Writers * JobsEach, home.Scalar("SELECT count(*) FROM job"));
        Assert.Equal(Writers * JobsEach, turns.OpenJobs(Home.AllPartitions).Count);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void The_log_is_folded_in_by_maintenance_and_not_by_closing()
    {
        using var home = new Home();
        home.Submit(Home.Spec());
        var log = home.State.Database + "-wal";
        Assert.True(new FileInfo(log).Length > 0, "closing leaves the log");
        using var store = home.Open();
        store.Maintain();
        Assert.True(new FileInfo(log).Length > 0, "a short log is left alone");
        home.Execute("CREATE TABLE filler (x BLOB); INSERT INTO filler VALUES (zeroblob(20000000)); DROP TABLE filler");
        store.Maintain();
        Assert.Equal(0, new FileInfo(log).Length);
        Assert.Single(store.OpenJobs(Home.AllPartitions));
    }

    [Fact]
    public void Only_ended_jobs_are_pruned()
    {
        using var home = new Home();
        var (open, ended) = (home.Submit(Home.Spec()), home.Submit(Home.Spec()));
        home.Execute($"UPDATE job SET ended = 1 WHERE id = {ended}");
        using (var prune = new Prune(home.State))
        {
            prune.Remove(open);
            prune.Remove(ended);
        }

        using var queries = new JobQueries(home.State);
        Assert.Equal(open, Assert.Single(queries.Jobs(9)).Id);
        Assert.Equal(0, home.Scalar($"SELECT count(*) FROM task_group WHERE job = {ended}"));
    }

    [Fact]
    public void A_full_disk_rolls_back_and_later_succeeds()
    {
        var disk = Directory.CreateTempSubdirectory("rota-full-").FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk), "no right to mount");
        try
        {
            using var home = new Home(disk);
            home.Submit(Home.Spec());
            using var submissions = new JobSubmissions(home.State);
            var filler = Path.Combine(disk, "filler");
            Fill(filler);
            var accepted = 1L;
            var failure = Assert.Throws<StoreException>(() =>
            {
                for (; accepted < 1_000; accepted++)
                {
                    submissions.Submit(Home.Spec(), null, true, Home.Now);
                }
            });
            Assert.Equal(StoreFailure.DiskFull, failure.Failure);
            Assert.Equal(accepted, home.Scalar("SELECT count(*) FROM job"));
            File.Delete(filler);
            submissions.Submit(Home.Spec(), null, true, Home.Now);
            Assert.Equal(accepted + 1, home.Scalar("SELECT count(*) FROM job"));
            Assert.Empty(home.Violations());
        }
        finally
        {
            Run("umount", disk);
            Directory.Delete(disk);
        }
    }

    private static void Fill(string path)
    {
        try
        {
            File.WriteAllBytes(path, new byte[2 << 20]);
        }
        catch (IOException)
        {
            // That is the point: as much as there is room for.
        }
    }

    private static void Guarded(System.Collections.Concurrent.ConcurrentQueue<Exception> failures, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is StoreException or InvariantException)
        {
            failures.Enqueue(error);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    [Fact]
    public void A_pace_and_a_checkpoint_do_not_wait_for_a_held_lock()
    {
        using var home = new Home();
        using var store = home.Open();
        var first = new Player(store);
        for (var job = 0; new FileInfo(home.State.Database + "-wal").Length < 5 << 20; job++)
        {
            home.Submit(Home.Spec() with { Name = new string('x', 250_000) });
        }

        using var held = new WriteLock(home.State);
        held.Enter(TimeSpan.Zero);
        store.SetPace(first.Place.Frame with { Guard = 7 });
        store.Maintain();
        Assert.NotEqual(7, home.Scalar("SELECT guard FROM frame"));
        held.Exit();
        store.SetPace(first.Place.Frame with { Guard = 7 });
        store.Maintain();
        Assert.Equal(7, home.Scalar("SELECT guard FROM frame"));
        Assert.Equal(0, new FileInfo(home.State.Database + "-wal").Length);
    }
}
