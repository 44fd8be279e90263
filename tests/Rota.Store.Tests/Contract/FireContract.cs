using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>One job an instant, whatever runners do; overlap and catching up as they are stored.</summary>
public abstract class FireContract(Func<Backend> make)
{
    [Fact]
    public void A_fire_is_a_job_with_its_instant_and_a_request_to_run_it()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        var job = book.Store.Load(new JobId(1))!.Job;
        Assert.Equal("1970-01-01T01:00:00Z", job.Spec.Environment["ROTA_SCHEDULED_AT"]);
        Assert.Equal(job.Id, book.Store.Requests()[0].Job);
        Assert.Equal(new Request.Run(), book.Store.Asked(book.Store.Requests()[0]));
        Assert.Equal((ScheduleBook.Hour(2), ScheduleBook.Hour(1)), (book.Row.Due, book.Row.LastFired));
        Assert.Empty(book.Home.Violations());
    }

    [Fact]
    public void Two_runners_make_one_job_of_an_instant()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        var seen = book.State;
        book.Fire(ScheduleBook.Hour(1));

        // The first is gone; the second decided on what it saw before, and is the owner now.
        using var store = book.Home.Open();
        var second = new Player(store, Home.Runner with { Id = "two" }, isAlive: _ => false);
        book.Fire(ScheduleBook.Hour(1), seen, second);
        Assert.Equal((1, 1), (book.Jobs, book.Fires.Count));
        Assert.Equal(ScheduleBook.Hour(2), book.Row.Due);
        Assert.Empty(book.Home.Violations());
    }

    [Fact]
    public void A_runner_that_is_not_the_owner_fires_nothing()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        using var store = book.Home.Open();
        var place = store.Join(Home.Runner with { Id = "two" }, Home.Joining, _ => false);
        using (var turn = store.Begin(place with { Incarnation = place.Incarnation + 1 }, 0, TimeSpan.Zero)!)
        {
            var firing = new Firing { Starts = [ScheduleBook.Hour(1)], Due = ScheduleBook.Hour(2) };
            Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => turn.Fire(book.Row.Id, firing, Home.Now)).Failure);
        }

        Assert.Equal(0, book.Jobs);
    }

    [Fact]
    public void A_runner_that_was_overtaken_fires_nothing()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        using var store = book.Home.Open();
        _ = new Player(store, Home.Runner with { Id = "two" });
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => book.Fire(ScheduleBook.Hour(1))).Failure);
        Assert.Equal(0, book.Jobs);
    }

    [Fact]
    public void A_turn_that_is_given_up_has_fired_nothing()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        using var other = book.Home.Open();
        var player = new Player(other);
        using (var turn = player.Begin())
        {
            turn.Fire(book.State.Id, new Firing { Starts = [ScheduleBook.Hour(1)], Due = ScheduleBook.Hour(2) }, Home.Now);
        }

        Assert.Equal((0, 0, ScheduleBook.Hour(1)), (book.Jobs, book.Fires.Count, book.Row.Due));
    }

    [Fact]
    public void After_downtime_as_much_is_made_up_as_the_catch_up_says()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Allow, CatchUp = TimeSpan.FromHours(3) });
        book.Fire(ScheduleBook.Hour(10.5));
        Assert.Equal([8, 9, 10], Instants(book));
        Assert.Equal(ScheduleBook.Hour(11), book.Row.Due);
    }

    [Fact]
    public void Skip_leaves_the_instant_out_until_the_run_has_ended()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        book.Fire(ScheduleBook.Hour(2));
        Assert.Equal((1, ScheduleBook.Hour(2)), (book.Jobs, book.Row.LastSkipped));
        book.EndJobs();
        book.Fire(ScheduleBook.Hour(3));
        Assert.Equal([1, 3], Instants(book));
    }

    [Fact]
    public void Queue_keeps_instants_over_a_restart_and_runs_them_one_by_one()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Queue });
        foreach (var hour in (int[])[1, 2, 3])
        {
            book.Fire(ScheduleBook.Hour(hour));
        }

        Assert.Equal([ScheduleBook.Hour(2), ScheduleBook.Hour(3)], book.State.Waiting);
        Assert.Equal(2, book.Row.Waiting);
        Assert.Empty(book.Home.Violations());
        foreach (var expected in (int[][])[[1, 2], [1, 2, 3]])
        {
            book.EndJobs();
            book.Fire(ScheduleBook.Hour(3.5));
            Assert.Equal(expected, Instants(book));
        }

        Assert.Equal(ScheduleBook.Hour(3), book.Row.LastFired);
    }

    [Fact]
    public void Replace_asks_for_the_end_of_what_is_open()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Replace });
        book.Fire(ScheduleBook.Hour(1));
        book.Fire(ScheduleBook.Hour(2));
        Assert.Equal(
            [(new Request.Run(), 1), (new Request.Cancel(), 1), (new Request.Run(), 2)],
            book.Store.Requests().Select(left => (book.Store.Asked(left), left.Job.Value)));
    }

    [Fact]
    public void Allow_runs_beside()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Allow });
        book.Fire(ScheduleBook.Hour(1));
        book.Fire(ScheduleBook.Hour(2));
        Assert.Equal(2, book.Store.OpenRuns(book.Row.Id));
    }

    [Fact]
    public void Jobs_of_others_are_no_open_runs()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Home.Submit(Home.Spec());
        Assert.Equal(0, book.Store.OpenRuns(book.Row.Id));
    }

    /// <summary>The hours that a job was made for.</summary>
    private static int[] Instants(ScheduleBook book)
    {
        using var queries = book.Home.Ports.Read();
        return
        [
            .. Enumerable.Range(1, book.Jobs)
                .Select(job => queries.Spec(new JobId(job))!.Environment["ROTA_SCHEDULED_AT"])
                .Select(at => DateTimeOffset.Parse(at).Hour),
        ];
    }
}
