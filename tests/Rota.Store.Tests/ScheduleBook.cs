using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A state with one schedule, and turns that fire it as its owner would.</summary>
public sealed class ScheduleBook : IDisposable
{
    private readonly Player player;

    public ScheduleBook(Backend home)
    {
        Home = home;
        Store = Home.Open();
        player = new Player(Store);
        Desk = Home.Ports.Schedules(new Utc());
    }

    public static readonly ScheduleSpec Hourly = new() { Cron = CronExpression.Parse("0 * * * *").Cron! };

    public Backend Home { get; }

    public IHomeStore Store { get; }

    public IScheduleRegistry Desk { get; }

    public ScheduleRow Row => Home.Ask(home => home.Schedules.Named("job")!);

    public int Jobs => Home.Ask(home => home.Jobs(int.MaxValue).Count);

    public IReadOnlyList<FireRow> Fires => Home.Ask(home => home.Schedules.Fires(Row.Id));

    public ScheduleState State => Store.Schedules(Tests.Home.AllPartitions).Single();

    /// <summary>A whole hour of the first day of time.</summary>
    public static Instant Hour(double hour) => new Instant(0) + TimeSpan.FromHours(hour);

    public bool Register(ScheduleSpec? spec = null, Instant? now = null) =>
        Desk.Register(Tests.Home.Spec(tasks: 1), spec ?? Hourly, replace: true, now ?? Hour(0)).Kind == RegistrationKind.New;

    /// <summary>One turn at a moment: decides on the schedule as it is stored, or as an earlier look had it.</summary>
    public Firing Fire(Instant now, ScheduleState? seen = null, Player? by = null)
    {
        var state = seen ?? State;
        using var turn = (by ?? player).Begin();
        var firing = FiringRule.Decide(state, TimeZoneInfo.Utc, now, turn.OpenRuns(state.Id));
        turn.Fire(state.Id, firing, now);
        (by ?? player).Commit(turn);
        return firing;
    }

    /// <summary>All that was submitted runs to its end.</summary>
    public void EndJobs() => player.RunToEnd();

    public void Dispose()
    {
        Desk.Dispose();
        Store.Dispose();
        Home.Dispose();
    }

    private sealed class Utc : ITimeZones
    {
        public IEnumerable<string> Names => ["UTC"];

        public string? Own => "UTC";

        public TimeZoneInfo? Find(string name) => name == "UTC" ? TimeZoneInfo.Utc : null;
    }
}
