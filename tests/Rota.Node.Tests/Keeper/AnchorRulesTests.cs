using Microsoft.Extensions.Logging.Abstractions;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>When an anchor starts its keeper again, and what it tells it.</summary>
public sealed class AnchorRulesTests
{
    [Fact]
    public void A_keeper_that_died_is_started_again_at_once() => With((rules, ground) =>
    {
        Assert.True(rules.TryTake(Killed(ground.KeeperPid)));
        Assert.Equal(2, ground.Starts);
    });

    [Fact]
    public void One_that_dies_again_and_again_is_started_after_pauses_of_five_seconds_at_most() => With((rules, ground) =>
    {
        ground.HasChildren = true;
        for (var death = 0; death < 30; death++)
        {
            Assert.True(rules.TryTake(Killed(ground.KeeperPid)));
            ground.Pass();
        }

        Assert.Equal(31, ground.Starts);
        Assert.Equal(TimeSpan.FromSeconds(5), ground.Pauses.Max());
        Assert.Equal(ground.Pauses.Order(), ground.Pauses);
    });

    [Fact]
    public void An_exit_is_told_before_the_process_is_let_go() => With((rules, ground) =>
    {
        Assert.True(rules.TryTake(Killed(77)));
        Assert.Equal(["tell 77", "reap 77"], ground.Done);
    });

    [Fact]
    public void Where_nothing_is_left_it_gives_up() => With((rules, ground) =>
    {
        for (var death = 1; death < AnchorPatience.QuickDeathsMax; death++)
        {
            Assert.True(rules.TryTake(Killed(ground.KeeperPid)));
            ground.Pass();
        }

        Assert.False(rules.TryTake(Killed(ground.KeeperPid)));
    });

    [Fact]
    public void A_keeper_that_cannot_be_started_is_tried_again_later() => With((rules, ground) =>
    {
        ground.Fails = true;
        Assert.True(rules.TryTake(Killed(ground.KeeperPid)));
        ground.Fails = false;
        ground.Pass();
        Assert.Equal(2, ground.Starts);
        Assert.All(ground.Pauses, pause => Assert.InRange(pause, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)));
    });

    [Fact]
    public void It_ends_with_a_keeper_that_has_nothing_to_do() => With((rules, ground) =>
        Assert.False(rules.TryTake(new ChildExit { Pid = ground.KeeperPid, Code = 1, Status = 0 })));

    private static ChildExit Killed(int pid) => new() { Pid = pid, Code = 2, Status = 9 };

    private static void With(Action<AnchorRules, Ground> test)
    {
        var path = Path.GetTempFileName();
        using (var exits = new SeenExits(path, new LinuxKernel()))
        {
            var ground = new Ground();
            var rules = new AnchorRules(exits, ground, NullLogger.Instance, "state");
            rules.Begin();
            test(rules, ground);
        }

        File.Delete(path);
    }

    /// <summary>Keepers that die at once, and time that passes when it is told to.</summary>
    private sealed class Ground : IAnchorGround
    {
        private Action? due;

        public int Starts { get; private set; }

        public bool Fails { get; set; }

        public List<TimeSpan> Pauses { get; } = [];

        public List<string> Done { get; } = [];

        public int KeeperPid { get; private set; }

        public TimeSpan KeeperLived => TimeSpan.Zero;

        public bool HasChildren { get; set; }

        public bool HasState => true;

        public void StartKeeper()
        {
            if (Fails)
            {
                throw new IOException("no room");
            }

            KeeperPid = 100 + ++Starts;
        }

        public void KeeperIsGone() => KeeperPid = 0;

        public void Tell(AnchorExit exit) => Done.Add($"tell {exit.Pid}");

        public void Reap(int pid) => Done.Add($"reap {pid}");

        public void After(TimeSpan pause, Action act)
        {
            Pauses.Add(pause);
            due = act;
        }

        public void Pass()
        {
            var act = due;
            due = null;
            act?.Invoke();
        }
    }
}
