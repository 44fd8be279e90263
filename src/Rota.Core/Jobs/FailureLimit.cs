namespace Rota.Core.Jobs;

/// <summary>A limit on failures: a number, or a share of all tasks of the job.</summary>
/// <param name="Value">The number, or percent when <paramref name="IsPercent"/>.</param>
/// <param name="IsPercent">Whether the value is a share.</param>
public sealed record FailureLimit(double Value, bool IsPercent)
{
    /// <summary>Whether what runs is stopped too. Else it runs to its end.</summary>
    public bool StopsRunning { get; init; }

    /// <summary>Whether so many failures among so many tasks reach the limit.</summary>
    public bool IsReached(long failures, long total) =>
        failures > 0 && (IsPercent ? failures * 100.0 >= Value * total : failures >= Value);
}
