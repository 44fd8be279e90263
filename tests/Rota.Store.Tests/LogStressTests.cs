using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Tests;

/// <summary>
/// Commits that reset the log while another connection folds it in could corrupt it in this version of SQLite, were it
/// not for the lock. ROTA_LOG_TURNS sets the number of commits.
/// </summary>
public sealed class LogStressTests
{
    private static readonly int Turns =
        int.TryParse(Environment.GetEnvironmentVariable("ROTA_LOG_TURNS"), out var value) ? value : 200;

    [Fact]
    public void Writers_and_the_checkpointer_back_to_back_leave_a_sound_database()
    {
        using var home = new Home();
        using var first = home.Open();
        var player = new Player(first);
        var ends = new CountdownEvent(2);
        var submitted = 0;
        var checkpointer = Background(() =>
        {
            using var store = home.Open();
            while (!ends.IsSet)
            {
                // As one that leaves: a log of 128 KiB is enough, and it waits for its turn.
                store.Maintain(isLeaving: true);
            }
        });
        var submitter = Background(() =>
        {
            for (var job = 0; job < Turns / 4; job++)
            {
                home.Submit(Home.Spec() with { Name = new string('x', 50_000) });
                Interlocked.Increment(ref submitted);
            }

            ends.Signal();
        });
        var writer = Background(() =>
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                using var begun = first.Begin(player.Place, 0, TimeSpan.FromSeconds(10))!;
                _ = begun.ReserveAttempts(1);
                begun.Commit(new TurnChanges(), [], new Demand(AccountId.Licence(NodeId.Home, new string('y', 20_000)), turn, new JobId(1)), []);
            }

            ends.Signal();
        });
        Assert.All((Task[])[checkpointer, submitter, writer], task => Assert.True(task.Wait(60_000, TestContext.Current.CancellationToken)));
        Assert.Equal(submitted, home.Scalar("SELECT count(*) FROM job"));
        Assert.Equal(Turns + 1, home.Scalar("SELECT next FROM sequence WHERE name = 'attempt'"));
        using var connection = Connection.Open(home.State.Database);
        using var rows = connection.Prepare("PRAGMA integrity_check").Rows();
        Assert.True(rows.Read());
        Assert.Equal("ok", rows.Text(0));
    }

    private static Task Background(Action work) => Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);
}
