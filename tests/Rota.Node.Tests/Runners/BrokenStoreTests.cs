using Rota.Linux.Clocks;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Store;

namespace Rota.Node.Tests.Runners;

/// <summary>Which failures of the store a runner waits out, and which end it.</summary>
public sealed class BrokenStoreTests
{
    [Theory]
    [InlineData(StoreFailure.Damaged)]
    [InlineData(StoreFailure.NewerSchema)]
    public void What_cannot_pass_ends_the_runner_at_the_first_time(StoreFailure failure)
    {
        var turns = 0;
        Assert.Equal(failure, Ends(() => throw new StoreException(failure, $"no. {++turns}")).Failure);
        Assert.Equal(1, turns);
    }

    [Fact]
    public void A_disk_that_fails_for_half_a_minute_without_a_break_ends_the_runner()
    {
        var turns = 0;
        Assert.Equal(StoreFailure.Broken, Ends(() => throw new StoreException(StoreFailure.Broken, $"no. {++turns}")).Failure);
        Assert.InRange(turns, 30, 33);
    }

    [Fact]
    public void A_disk_that_fails_now_and_then_is_waited_out()
    {
        using var rig = new Rig();
        rig.Submit();
        var clock = new QuickClock();
        var store = new HookedStore(rig.State);
        var turns = 0;
        store.Beginning = () =>
        {
            clock.Pass(turns % 20 == 19 ? 60_000_000 : 0);
            if (++turns < 100)
            {
                throw new StoreException(StoreFailure.Broken, "it fails");
            }
        };
        var node = new WrittenNode();
        rig.Start("one", store, node, TimeSpan.FromMinutes(10), clock);
        Rig.Await(() => node.Launches > 0, "the task is started");
        Assert.InRange(turns, 100, int.MaxValue);
    }

    [Theory]
    [InlineData(StoreFailure.DiskFull)]
    [InlineData(StoreFailure.Unreachable)]
    public void What_a_person_can_mend_is_waited_for_as_long_as_it_takes(StoreFailure failure)
    {
        using var rig = new Rig();
        rig.Submit();
        var store = new HookedStore(rig.State);
        var turns = 0;
        store.Beginning = () =>
        {
            if (++turns < 1_000)
            {
                throw new StoreException(failure, "not yet");
            }
        };
        var node = new WrittenNode();
        rig.Start("one", store, node, TimeSpan.FromMinutes(10), new QuickClock());
        Rig.Await(() => node.Launches > 0, "the task is started");
    }

    private static StoreException Ends(Action beginning)
    {
        using var rig = new Rig();
        rig.Submit();
        using var store = new HookedStore(rig.State);
        store.Beginning = beginning;
        var options = new RunnerOptions { Capacity = Rig.Node };
        return Assert.Throws<StoreException>(new Runner(store, new WrittenNode(), Rig.Identity("one"), options, new QuickClock()).Run);
    }

    /// <summary>Pauses pass at once.</summary>
    private sealed class QuickClock : MonotonicClock
    {
        private long ahead;

        public override long Now => base.Now + Volatile.Read(ref ahead);

        public void Pass(long micros) => Interlocked.Add(ref ahead, micros);

        public override bool WaitAbout(long moment, WaitHandle signal)
        {
            Pass(Math.Max(0, moment - Now));
            return true;
        }
    }
}
