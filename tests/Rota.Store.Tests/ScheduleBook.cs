using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Sqlite.Turns;

namespace Rota.Store.Tests;

/// <summary>A state with one schedule, and turns that fire it as its owner would.</summary>
internal sealed class ScheduleBook : IDisposable
{
    private readonly Player player;

    public ScheduleBook()
    {
        Store = Home.Open();
        player = new Player(Store);
        Desk = new ScheduleRegistry(Home.State, new Utc());
    }

    public static readonly ScheduleSpec Hourly = new() { Cron = CronExpression.Parse("0 * * * *").Cron! };

    public Home Home { get; } = new();

    public SqliteHomeStore Store { get; }

    public ScheduleRegistry Desk { get; }

    public ScheduleRow Row
    {
        get
        {
            using var queries = new JobQueries(Home.State);
            return queries.Schedules.Named("job")!;
        }
    }

    public ScheduleState State => Store.Schedules(Home.AllPartitions).Single();

    /// <summary>A whole hour of the first day of time.</summary>
    public static Instant Hour(double hour) => new Instant(0) + TimeSpan.FromHours(hour);

    public bool Register(ScheduleSpec? spec = null, Instant? now = null) =>
        Desk.Register(Home.Spec(), spec ?? Hourly, replace: true, now ?? Hour(0)).Kind == RegistrationKind.New;

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

    public long Count(string table) => Home.Scalar($"SELECT count(*) FROM {table}")!.Value;

    /// <summary>As if all that runs had ended.</summary>
    public void EndJobs() => Home.Execute("UPDATE job SET ended = 1, state = 3 WHERE ended IS NULL");

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
