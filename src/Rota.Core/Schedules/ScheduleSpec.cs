namespace Rota.Core.Schedules;

/// <summary>When a job is submitted by itself.</summary>
public sealed record ScheduleSpec
{
    /// <summary>The zone where nobody named one: the same on every machine.</summary>
    public const string DefaultZone = "UTC";

    /// <summary>The moments.</summary>
    public required CronExpression Cron { get; init; }

    /// <summary>Name of the time zone whose clock they are read on. Default: UTC.</summary>
    public string TimeZone { get; init; } = DefaultZone;

    /// <summary>What happens while an earlier run is open. Default: skip.</summary>
    public Overlap Overlap { get; init; } = Overlap.Skip;

    /// <summary>How far back instants are made up for that came while nobody served the state. Default: none.</summary>
    public TimeSpan CatchUp { get; init; }
}
