namespace Rota.Core.Schedules;

/// <summary>
/// Names one schedule in a home store. Never reused: a schedule of the same name made later has another.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct ScheduleId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
