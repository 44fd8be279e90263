using Rota.Core.Slots;
using Rota.Fabric;
using Rota.Runners;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Node.Tests.Runners;

/// <summary>What a runner tells of its place: what is new, once.</summary>
public sealed class RunnerNewsTests
{
    private readonly ListedLog log = new();
    private readonly RunnerNews news;

    public RunnerNewsTests() => news = new RunnerNews("one", log);

    [Fact]
    public void A_disk_that_stays_full_is_told_of_once_until_a_turn_was_taken()
    {
        var full = new StoreException(StoreFailure.DiskFull, "no space is left");
        news.Lost(full);
        news.Lost(full);
        news.Heard("no space is left");
        Assert.Equal(["one lost its position (disk-full): no space is left"], log.Messages);
        news.Works(null);
        news.Works(null);
        news.Lost(full);
        Assert.Equal(["runner.position-lost", "runner.goes-on", "runner.position-lost"], log.Names);
    }

    [Fact]
    public void What_holds_it_up_still_is_no_reason_to_say_that_it_goes_on()
    {
        news.Heard("starts wait");
        news.Works("starts wait");
        Assert.Equal(["runner.notice"], log.Names);
    }

    [Fact]
    public void A_change_of_the_members_is_told_with_what_came_by_it()
    {
        news.Has(Place(epoch: 1, incarnation: 7, partitions: 64));
        news.Fenced("the members have changed");
        news.Has(Place(epoch: 2, incarnation: 7, partitions: 32));
        news.Has(Place(epoch: 2, incarnation: 7, partitions: 32));
        news.Lost(new ExecutorGoneException("the keeper ended"));
        Assert.Equal(["runner.joined", "runner.owns", "runner.fenced", "runner.owns", "runner.position-lost"], log.Names);
        Assert.Equal("one owns partitions: 32 in epoch 2, before: 64", log.Messages[3]);
        Assert.Contains("(keeper-gone)", log.Messages[4], StringComparison.Ordinal);
    }

    private static Membership Place(long epoch, long incarnation, int partitions) =>
        new(new Frame { Epoch = epoch, Members = [], Cycle = 1_000, Guard = 0 }, incarnation,
            [.. Enumerable.Range(0, partitions)], Rig.Node, 1_000, 0);
}
