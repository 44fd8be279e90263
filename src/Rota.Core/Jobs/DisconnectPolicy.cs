namespace Rota.Core.Jobs;

/// <summary>What becomes of an attempt while its node is cut off from the home.</summary>
public sealed record DisconnectPolicy
{
    /// <summary>It runs on, and is in doubt until the node is back or a person takes the node out.</summary>
    public static readonly DisconnectPolicy None = new();

    /// <summary>The shortest <see cref="SelfStopAfter"/>: a runner that is busy answers within seconds.</summary>
    public static readonly TimeSpan SelfStopMin = TimeSpan.FromSeconds(5);

    /// <summary>What clocks of two machines may differ by in the time that both count.</summary>
    private const double ClockShare = 0.02;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After how long without an answer of the home the node itself stops the attempt; null for never.
    /// </summary>
    public TimeSpan? SelfStopAfter { get; init; }

    /// <summary>After how long of silence the home gives it up and its retry policy goes on; null for never.</summary>
    public TimeSpan? ReplaceAfter { get; init; }

    /// <summary>Whether it does no harm that another attempt of its task runs at the same time.</summary>
    public bool DuplicatesAreHarmless { get; init; }

    /// <summary>
    /// The shortest silence after which nothing of an attempt can run any more: it was stopped, its grace is over, and
    /// the two clocks ran as far apart as they may.
    /// </summary>
    public static TimeSpan LeastReplaceAfter(TimeSpan selfStop, TimeSpan grace)
    {
        var seconds = ((selfStop + grace) * (1 + ClockShare) + Slack).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Ceiling(seconds));
    }
}
