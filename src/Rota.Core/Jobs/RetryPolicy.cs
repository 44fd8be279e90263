using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>When a failed attempt is followed by another.</summary>
public sealed record RetryPolicy
{
    /// <summary>One attempt; a lost one is run again, because a task is attempted until it ends.</summary>
    public static readonly RetryPolicy Default = new();

    /// <summary><c>retry: never</c>: starts at most once, whatever happens.</summary>
    public static readonly RetryPolicy Never = new() { OnLost = false };

    /// <summary>Attempts in all, lost ones not counted. Default: 1.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>How the delay grows. Default: exponential.</summary>
    public Backoff Backoff { get; init; } = Backoff.Exponential;

    /// <summary>The first delay. Default: 1 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay. Default: 10 min.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether delays are drawn from their upper half, so that retries spread. Default: true.</summary>
    public bool Jitter { get; init; } = true;

    /// <summary>Exit codes that may be retried; empty for all but <see cref="NotOn"/>.</summary>
    public ImmutableSortedSet<int> OnExitCodes { get; init; } = [];

    /// <summary>Exit codes that are never retried.</summary>
    public ImmutableSortedSet<int> NotOn { get; init; } = [];

    /// <summary>Factor on the memory after running out of it, or null: then it is a failure like any other.</summary>
    public double? OomMemoryFactor { get; init; }

    /// <summary>Whether an attempt whose outcome cannot be known is run again. Default: true.</summary>
    public bool OnLost { get; init; } = true;

    /// <summary>Equality by content.</summary>
    public bool Equals(RetryPolicy? other) =>
        other is not null
        && MaxAttempts == other.MaxAttempts
        && Backoff == other.Backoff
        && Delay == other.Delay
        && MaxDelay == other.MaxDelay
        && Jitter == other.Jitter
        && OomMemoryFactor == other.OomMemoryFactor
        && OnLost == other.OnLost
        && OnExitCodes.SequenceEqual(other.OnExitCodes)
        && NotOn.SequenceEqual(other.NotOn);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        NotOn.Aggregate(
            OnExitCodes.Aggregate(
                HashCode.Combine(MaxAttempts, Backoff, Delay, MaxDelay, Jitter, OomMemoryFactor, OnLost),
                HashCode.Combine
            ),
            HashCode.Combine
        );
}

/// <summary>How the delay between attempts grows.</summary>
public enum Backoff
{
    /// <summary>The same delay each time.</summary>
    Constant,

    /// <summary>Grows by the delay each time.</summary>
    Linear,

    /// <summary>Doubles each time.</summary>
    Exponential,
}
