using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.Store.Tests.Contract;

/// <summary>Schedules as people register and change them.</summary>
public abstract class ScheduleContract(Func<Backend> make)
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [Fact]
    public void A_schedule_comes_back_as_it_was_registered()
    {
        using var book = new ScheduleBook(make());
        var spec = ScheduleBook.Hourly with { Overlap = Overlap.Queue, CatchUp = TimeSpan.FromHours(6) };
        Assert.True(book.Register(spec));
        Assert.Equal(spec, book.Row.Spec);
        var state = Assert.Single(book.Store.Schedules(Home.AllPartitions));
        Assert.Equal((spec, ScheduleBook.Hour(1), 0), (state.Spec, state.Due, state.Waiting.Length));
        Assert.Empty(book.Home.Violations());
    }

    [Fact]
    public void Only_the_owner_of_its_partition_has_it()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        var partition = Partition.Of(book.Row.Id);
        Assert.Single(book.Store.Schedules(new HashSet<int> { partition }));
        Assert.Empty(book.Store.Schedules(Home.AllPartitions.Except([partition]).ToHashSet()));
    }

    [Fact]
    public void One_of_the_same_name_takes_the_place_and_keeps_what_has_fired()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        Assert.False(book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Allow }, now: ScheduleBook.Hour(0)));
        Assert.Equal((Overlap.Allow, ScheduleBook.Hour(2)), (book.Row.Spec.Overlap, book.Row.Due));
        Assert.Equal(ScheduleBook.Hour(1), book.Row.LastFired);
    }

    [Fact]
    public void Another_one_of_the_same_name_is_refused_unless_it_was_asked_for()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        var other = ScheduleBook.Hourly with { Overlap = Overlap.Allow };
        var refused = book.Desk.Register(Home.Spec(tasks: 1), other, replace: false, ScheduleBook.Hour(0));
        Assert.Equal(RegistrationKind.Refused, refused.Kind);
        Assert.Equal("overlap: skip -> allow", Assert.Single(refused.Changes));
        Assert.Equal(Overlap.Skip, book.Row.Spec.Overlap);
        var body = book.Desk.Register(Home.Spec(tasks: 1) with { Priority = 3 }, ScheduleBook.Hourly, replace: false, ScheduleBook.Hour(0));
        Assert.Equal("priority: 0 -> 3", Assert.Single(body.Changes));
        Assert.Equal(RegistrationKind.Replaced, book.Desk.Register(Home.Spec(tasks: 1), other, replace: true, ScheduleBook.Hour(0)).Kind);
        Assert.Equal(Overlap.Allow, book.Row.Spec.Overlap);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_again_leaves_what_there_is_to_make_up_for(bool replace)
    {
        using var book = new ScheduleBook(make());
        book.Register();
        Assert.Equal(RegistrationKind.Same, book.Desk.Register(Home.Spec(tasks: 1), ScheduleBook.Hourly, replace, ScheduleBook.Hour(5)).Kind);
        Assert.Equal(ScheduleBook.Hour(1), book.Row.Due);
    }

    [Fact]
    public void The_same_again_heals_what_a_clock_far_ahead_silenced()
    {
        using var book = new ScheduleBook(make());
        book.Register(now: ScheduleBook.Hour(500));
        Assert.Equal(ScheduleBook.Hour(501), book.Row.Due);
        Assert.Equal(RegistrationKind.Same, book.Desk.Register(Home.Spec(tasks: 1), ScheduleBook.Hourly, replace: false, ScheduleBook.Hour(2)).Kind);
        Assert.Equal(ScheduleBook.Hour(3), book.Row.Due);
    }

    [Fact]
    public void A_pause_is_not_made_up_for()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { CatchUp = TimeSpan.FromDays(1) });
        Assert.True(book.Desk.Pause("job"));
        Assert.Empty(book.Store.Schedules(Home.AllPartitions));
        Assert.True(book.Desk.Resume("job", ScheduleBook.Hour(5)));
        Assert.Equal(ScheduleBook.Hour(6), book.Row.Due);
    }

    [Fact]
    public void A_schedule_that_is_removed_leaves_its_jobs()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        Assert.True(book.Desk.Remove("job"));
        Assert.Equal((0, 1), (book.Home.Ask(home => home.Schedules.All().Count), book.Jobs));

        // Registered again it is another schedule: the keys of its jobs do not meet the old ones.
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        Assert.Equal(2, book.Jobs);
    }

    [Fact]
    public void What_is_not_there_cannot_be_changed()
    {
        using var book = new ScheduleBook(make());
        Assert.False(book.Desk.Pause("x") || book.Desk.Resume("x", Home.Now) || book.Desk.Remove("x"));
        Assert.Null(book.Desk.RunNow("x", None, Home.Now));
    }

    [Fact]
    public void A_run_by_hand_counts_as_open_and_moves_nothing()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        var job = book.Desk.RunNow("job", None, ScheduleBook.Hour(0) + TimeSpan.FromMinutes(7));
        Assert.Equal((ScheduleBook.Hour(1), null), (book.Row.Due, book.Row.LastFired));
        Assert.Equal(job, book.Row.LastJob!.Id);
        Assert.Equal(1, book.Store.OpenRuns(book.Row.Id));
    }

    [Fact]
    public void A_backfill_makes_a_job_of_each_instant_once_in_a_chain_and_moves_nothing()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        var order = new BackfillOrder { Instants = [ScheduleBook.Hour(0), ScheduleBook.Hour(1), ScheduleBook.Hour(0.5)], Zone = TimeZoneInfo.Utc };
        var told = book.Desk.Backfill("job", order, Home.Now)!;
        Assert.Equal([(true, 2L), (false, 1L), (true, 3L)], told.Select(one => (one.IsNew, one.Job!.Value.Value)));
        Assert.Equal([new JobId(2)], book.Home.Ask(reader => reader.Awaited(new JobId(3)).Select(one => one.Need.Job)));
        Assert.Equal("1970-01-01T00:30:00Z", book.Store.Load(new JobId(3))!.Job.Spec.Environment["ROTA_SCHEDULED_AT"]);
        Assert.Equal(1, book.Store.OpenRuns(book.Row.Id));
        Assert.Equal(ScheduleBook.Hour(2), book.Row.Due);
        Assert.All(book.Desk.Backfill("job", order, Home.Now)!, one => Assert.False(one.IsNew));
        Assert.All(book.Desk.Backfill("job", order with { Again = true, Parallel = 9 }, Home.Now)!, one => Assert.True(one.IsNew));
        Assert.Empty(book.Home.Ask(reader => reader.Awaited(new JobId(6))));
        Assert.Null(book.Desk.Backfill("x", order, Home.Now));
        Assert.Empty(book.Home.Violations());
    }

    [Fact]
    public void A_change_is_news_and_so_is_a_daemon()
    {
        using var book = new ScheduleBook(make());
        var before = book.Store.Look(0, 0);
        book.Register();
        using (var submissions = book.Home.Ports.Submissions())
        {
            submissions.WantAll(all: true);
        }

        var after = book.Store.Look(0, 0);
        Assert.NotEqual(before.Schedules, after.Schedules);
        Assert.Equal((false, true), (before.ServesAll, after.ServesAll));
    }

    [Fact]
    public void Pruning_a_job_forgets_it_and_not_that_its_instant_has_fired()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        book.EndJobs();
        using (var prune = book.Home.Ports.Prune())
        {
            prune.Remove(new JobId(1));
        }

        Assert.Equal((1, null), (book.Fires.Count, book.Row.LastJob));
        book.Register(now: ScheduleBook.Hour(0));
        Assert.Equal(ScheduleBook.Hour(2), book.Row.Due);
        Assert.Empty(book.Home.Violations());
    }

    [Fact]
    public void What_fired_far_ahead_of_the_clock_silences_nothing_after_a_resume_and_fires_once()
    {
        using var book = new ScheduleBook(make());
        book.Register(ScheduleBook.Hourly with { Overlap = Overlap.Allow });
        book.Fire(ScheduleBook.Hour(1));
        book.Fire(ScheduleBook.Hour(5));
        book.Fire(ScheduleBook.Hour(9_600));
        Assert.True(book.Desk.Resume("job", ScheduleBook.Hour(2.5)));
        Assert.Equal((ScheduleBook.Hour(3), ScheduleBook.Hour(1)), (book.Row.Due, book.Row.LastFired!.Value));
        foreach (var hour in (double[])[3, 4, 5, 6, 9_599, 9_600, 9_601])
        {
            book.Fire(ScheduleBook.Hour(hour));
            Assert.Empty(book.Home.Violations());
        }

        Assert.Equal(book.Fires.Count, book.Jobs);
        Assert.Equal(8, book.Jobs);
    }

    [Fact]
    public void An_instant_that_would_fire_again_is_found_by_the_check()
    {
        using var book = new ScheduleBook(make());
        book.Register();
        book.Fire(ScheduleBook.Hour(1));
        Assert.Empty(book.Home.Violations());
        book.Home.Plant(Planted.DueAtWhatHasFired);
        Assert.Contains(book.Home.Violations(), line => line.Contains("is due again", StringComparison.Ordinal));
    }
}
