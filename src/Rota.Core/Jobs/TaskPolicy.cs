using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>What the tasks of an entry share apart from their command: limits, retries, environment.</summary>
public sealed record TaskPolicy
{
    /// <summary>What the task takes of a node.</summary>
    public ResourceRequest Resources { get; init; } = ResourceRequest.OneSlot;

    /// <summary>Where it may run.</summary>
    public NodeChoice Nodes { get; init; } = NodeChoice.Any;

    /// <summary>When and how often it is tried again.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>Longest run of one attempt, or null for none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What becomes of an attempt whose node is cut off.</summary>
    public DisconnectPolicy OnDisconnect { get; init; } = DisconnectPolicy.None;

    /// <summary>How an attempt is ended before its own time.</summary>
    public StopPolicy Stop { get; init; } = StopPolicy.Default;

    /// <summary>Directory to run in, a template, relative to the job's; null for the job's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What is read on standard input; null for nothing, /dev/null.</summary>
    public TaskInput? Input { get; init; }

    /// <summary>The files that these tasks read, so that they can move; null where nobody says.</summary>
    public DeclaredFiles? Inputs { get; init; }

    /// <summary>A directory of its own for each attempt; null for none.</summary>
    public OwnDirectory? OwnDirectory { get; init; }

    /// <summary>Niceness, -20 to 19; null for that of the submission.</summary>
    public int? Nice { get; init; }

    /// <summary>Environment of these tasks on top of the job's; values are templates.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Equality by content, environment included, so that equal policies are stored once.</summary>
    public bool Equals(TaskPolicy? other) =>
        other is not null
        && Resources.Equals(other.Resources)
        && Nodes.Equals(other.Nodes)
        && Retry.Equals(other.Retry)
        && Timeout == other.Timeout
        && OnDisconnect == other.OnDisconnect
        && Stop == other.Stop
        && WorkingDirectory == other.WorkingDirectory
        && (Input, Inputs, OwnDirectory, Nice) == (other.Input, other.Inputs, other.OwnDirectory, other.Nice)
        && Environment.SequenceEqual(other.Environment);

    /// <summary>A hash of all content: else policies that differ in one variable share a slow bucket.</summary>
    public override int GetHashCode() =>
        Environment.Aggregate(
            HashCode.Combine(
                HashCode.Combine(Resources, Nodes, OnDisconnect, Inputs),
                Retry,
                Timeout,
                Stop,
                WorkingDirectory,
                Input,
                OwnDirectory,
                Nice
            ),
            (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value)
        );
}

/// <summary>
/// How an attempt is stopped: a signal to all of its processes, a grace, SIGKILL to all that is left. What its leader
/// leaves behind when it ends by itself gets SIGTERM and the same grace.
/// </summary>
/// <param name="Signal">The signal's number.</param>
/// <param name="Grace">Time between the signal and SIGKILL.</param>
/// <param name="ToLeader">
/// Whether only the leader gets the signal, to pass it on as it sees fit. The rest gets SIGTERM when the leader has
/// ended.
/// </param>
public sealed record StopPolicy(int Signal, TimeSpan Grace, bool ToLeader = false)
{
    /// <summary>SIGTERM and 10 seconds.</summary>
    public static readonly StopPolicy Default = new(15, TimeSpan.FromSeconds(10));
}

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
