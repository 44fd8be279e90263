using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A queue that is open at hours only.</summary>
public sealed class QueueHoursTests
{
    private static readonly OpenHours Hours = OpenHours.Parse("22:00-06:00", "UTC")!;

    [Fact]
    public void Nothing_starts_while_it_is_closed_and_what_runs_goes_on()
    {
        var world = new World { Now = new Instant(0) };
        var id = world.Submit(new JobBuilder().Task("a", 40));
        world.Core.Begin(world.Now);
        world.Core.Learn([new AccountUse(AccountId.Queue(Queues.Default), 0, 2, Hours)], []);
        world.Turn();
        Assert.Equal(2, world.Job(id).Live.Count(attempt => attempt.HoldsRoom));
        Assert.Equal(TimeSpan.FromHours(6), world.Core.NextMoment - world.Now);

        world.Now = world.Core.NextMoment;
        world.Spawn();
        world.Turn();
        Assert.Equal(2, world.Job(id).Live.Count(attempt => attempt.HoldsRoom));
        world.End();
        world.Turn();
        Assert.Empty(world.Job(id).Live);
        var closed = Assert.IsType<Reason.Closed>(Explanation.Of(world.Core, world.Job(id), 0, 9, isServed: true)[0]);
        Assert.Equal((Queues.Default, TimeSpan.FromHours(16)), (closed.Queue, closed.Left));

        world.Now = world.Core.NextMoment;
        world.Turn();
        Assert.Equal(2, world.Job(id).Live.Count(attempt => attempt.HoldsRoom));
    }

    [Fact]
    public void Without_its_time_zone_it_stays_closed_and_hours_can_be_taken_away()
    {
        var world = new World();
        var id = world.Submit(new JobBuilder().Task("a"));
        world.Core.Learn([new AccountUse(AccountId.Queue(Queues.Default), 0, null, OpenHours.Parse("00:00-24:00", "Europe/Nowhere"))], []);
        world.Turn();
        Assert.Empty(world.Job(id).Live);
        world.Core.Learn([new AccountUse(AccountId.Queue(Queues.Default), 0)], []);
        world.Turn();
        Assert.Single(world.Job(id).Live);
    }
}
