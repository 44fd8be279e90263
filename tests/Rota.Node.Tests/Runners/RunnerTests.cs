using Rota.Linux.Clocks;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Turns;

namespace Rota.Node.Tests.Runners;

/// <summary>The real runner on the real store, at moments that processes hit only by chance.</summary>
public sealed class RunnerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_turn_that_the_machine_slept_in_is_given_up_and_the_runner_goes_on()
    {
        using var rig = new Rig();
        rig.Submit();
        var clock = new SleepyClock();
        var store = new HookedStore(rig.State);
        var turns = 0;
        var left = -1L;
        store.Beginning = () =>
        {
            turns++;
            if (turns == 1)
            {
                clock.Slept = 3_600_000_000;
            }
            else if (left < 0)
            {
                left = rig.Scalar("SELECT count(*) FROM live");
            }
        };
        var node = new WrittenNode();
        rig.Start("one", store, node, Long, clock);
        Rig.Await(() => node.Launches > 0, "the task is started");
        Assert.Equal(0, left);
        Assert.Equal(1, node.Launches);
        Assert.Equal(1, rig.Scalar("SELECT count(*) FROM live"));
    }

    /// <summary>New lengths of the timetable are taken over in passing; new members must not be.</summary>
    [Fact]
    public void Partitions_that_come_with_a_new_pace_are_loaded()
    {
        const int Jobs = 12;
        using var rig = new Rig();
        var store = new HookedStore(rig.State);
        using var other = new SqliteHomeStore(rig.State);
        var node = new WrittenNode();
        rig.Start("one", store, node, Long);
        Rig.Await(() => rig.Scalar("SELECT count(*) FROM member") == 1, "it has joined");
        var second = other.Join(Rig.Identity("two"), new JoinOptions { NodeName = "node", Now = 0 }, _ => true);
        for (var job = 0; job < Jobs; job++)
        {
            rig.Submit();
        }

        var own = Jobs - rig.Scalar($"SELECT count(*) FROM job JOIN partition ON partition.id = job.partition WHERE owner = {second.Incarnation}");
        Rig.Await(() => node.Launches == own, "its own jobs are started");
        var isGone = false;
        store.Looking = () =>
        {
            if (!isGone)
            {
                isGone = other.Evict(second.Frame.Epoch, [second.Incarnation], TimeSpan.FromSeconds(5));
            }
        };
        other.SetPace(second.Frame with { Guard = second.Frame.Guard + 1 });
        Rig.Await(() => isGone, "it looks at the frame");
        Rig.Await(() => node.Launches == Jobs, $"the jobs of the one that left are started, too ({own} of {Jobs} were)");
    }

    [Fact]
    public void A_runner_that_loads_for_longer_than_the_others_are_patient_is_not_taken_out()
    {
        const int Heartbeats = 25;
        using var rig = new Rig();
        var observer = new HookedStore(rig.State);
        rig.Start("observer", observer, new WrittenNode(), TimeSpan.FromMilliseconds(10));
        Rig.Await(() => rig.Scalar("SELECT count(*) FROM member") == 1, "the observer has joined");
        var store = new HookedStore(rig.State);
        var members = -1L;
        store.Loading = () =>
        {
            // The observer looks at the others with each of its beats, ten times a second.
            var eye = rig.Scalar("SELECT incarnation FROM member WHERE id = 'observer'");
            var until = observer.Map.Read(eye).Turns + Heartbeats;
            Rig.Await(() => observer.Map.Read(eye).Turns >= until, "the observer has looked often enough");
            members = Math.Max(members, 0) + rig.Scalar("SELECT count(*) FROM member");
            store.Loading = static () => { };
        };
        rig.Start("loader", store, new WrittenNode(), TimeSpan.FromMilliseconds(10));
        Rig.Await(() => members >= 0, "it has loaded");
        Assert.Equal(2, members);
    }

    [Fact]
    public void Runners_that_leave_together_leave_nobody_behind()
    {
        for (var round = 0; round < 5; round++)
        {
            using var rig = new Rig();
            var runners = Enumerable.Range(1, 4)
                .Select(number => rig.Start($"r{number}", new HookedStore(rig.State), new WrittenNode(), Long)).ToArray();
            Rig.Await(() => rig.Scalar("SELECT count(*) FROM member") == 4, "all have joined");
            Array.ForEach(runners, runner => runner.Stop());
            Rig.Await(() => rig.Scalar("SELECT count(*) FROM member") == 0, "all have left");
        }
    }

    private sealed class SleepyClock : MonotonicClock
    {
        private long slept;

        public long Slept
        {
            set => Volatile.Write(ref slept, value);
        }

        public override long Suspended => Volatile.Read(ref slept);
    }
}
