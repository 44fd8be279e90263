using System.Globalization;
using Rota.EndToEnd.Tests.Faults;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>
/// A state whose wall clock a test sets around a full hour, with a job that writes down which instant it stands for. So
/// an hourly schedule is tested in seconds, and no test waits for a minute to pass.
/// </summary>
internal sealed class HourClock : IDisposable
{
    private readonly WallClock clock;
    private readonly DateTimeOffset hour;
    private RunningCommand? up;

    public HourClock()
    {
        clock = new WallClock(Rota);
        var now = DateTimeOffset.UtcNow;
        hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        Set(0, -10 * 60);
    }

    public RotaState Rota { get; } = new();

    /// <summary>The instants that jobs ran for, as hours after the first, in order.</summary>
    public int[] Fired =>
        File.Exists(Rota.At("instants"))
            ? [.. File.ReadLines(Rota.At("instants")).Select(HourOf).Order()]
            : [];

    /// <summary>Sets the clock to a time after the hour: five seconds are enough to be due and still on time.</summary>
    public void Set(double hours, double seconds = 5) =>
        clock.Set(hour + TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(seconds) - DateTimeOffset.UtcNow);

    /// <summary>
    /// Registers an hourly job that writes its instant down, and then does this. Its processes need no other clock, and
    /// libfaketime fails some of many that start at once.
    /// </summary>
    public Outcome Add(string rules = "", string work = "true", string name = "hourly") =>
        Rota.Run("schedule", "add", Rota.Write($"{name}.yaml", $$"""
            version: 1
            name: {{name}}
            schedule: {cron: "0 * * * *"{{rules}}}
            env: {LD_PRELOAD: ""}
            tasks: [{id: work, command: "echo $ROTA_SCHEDULED_AT >> {{Rota.At("instants")}}; {{work}}"}]
            """)).Exits(0);

    /// <summary>A daemon that serves the state.</summary>
    public RunningCommand Up(params string[] options)
    {
        up = Rota.Start(["up", "-j", "4", .. options]);
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        return up;
    }

    /// <summary>Waits until jobs have run for exactly these hours.</summary>
    public void Await(params int[] hours)
    {
        try
        {
            Until.True(() => Fired.Length >= hours.Length, $"{hours.Length} instants have fired");
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            var state = Rota.Run("schedule", "ls", "--output", "json").Out + Rota.Run("ls") + Rota.Run("explain", "1.work") + Rota.Run("slots");
            Assert.Fail($"{failure.Message}\n{state}\n{up?.Errors}");
        }

        Assert.Equal(hours, Fired);
    }

    /// <summary>A field of the schedule as <c>rota schedule ls</c> has it.</summary>
    public string Field(string field) =>
        Rota.Run("schedule", "ls", "--output", "json").Exits(0).Json.GetProperty("schedules")[0].GetProperty(field).ToString();

    /// <summary>The store holds together.</summary>
    public void Check() => Assert.Empty(Rota.Json("check").Exits(0).Json.GetProperty("violations").EnumerateArray());

    public void Dispose() => Rota.Dispose();

    private int HourOf(string line) =>
        (int)(DateTimeOffset.Parse(line, CultureInfo.InvariantCulture) - hour).TotalHours;
}
