using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Results;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Effects;

/// <summary>What an ended attempt means for its task: how the attempt counts, and whether there is another.</summary>
/// <param name="Outcome">How the attempt counts.</param>
/// <param name="Reason">Why, in a sentence; null for success.</param>
/// <param name="RetryAfter">Delay before the next attempt; null when the outcome is final.</param>
/// <param name="Tries">What was tried, this attempt included.</param>
public readonly record struct Verdict(TaskState Outcome, string? Reason, TimeSpan? RetryAfter, Tries Tries)
{
    /// <summary>Lost attempts of one task that are run again before a person has to look.</summary>
    public const int LostRetriesMax = 3;

    /// <summary>Attempts that running out of memory may use where fewer are stated.</summary>
    public const int OomAttemptsMin = 3;

    /// <summary>Judges a reported end.</summary>
    /// <param name="policy">The task's rules.</param>
    /// <param name="results">Names that its result must have after success.</param>
    /// <param name="before">What was tried before this attempt.</param>
    /// <param name="report">What the node saw.</param>
    /// <param name="stop">Why it was being ended, if it was.</param>
    /// <param name="memoryMax">Most memory a retry may ask for: what the node has.</param>
    /// <param name="random">For the jitter.</param>
    public static Verdict Of(
        TaskPolicy policy,
        ImmutableArray<string> results,
        Tries before,
        ExitReport report,
        StopReason stop,
        long memoryMax,
        ref Prng random
    )
    {
        var tries = before with { Attempts = before.Attempts + 1, Counted = before.Counted + 1 };
        var (outcome, reason) = Judge(report, stop, policy, before);
        if (outcome == TaskState.Succeeded && ResultObject.Lacks(report.Reported?.Result, results) is { } name)
        {
            (outcome, reason) = (TaskState.Failed, report.Reported?.Problem ?? Unreported(name));
        }

        if (outcome is TaskState.Succeeded or TaskState.Cancelled)
        {
            return new Verdict(outcome, reason, null, tries);
        }

        var retry = policy.Retry;
        if (outcome == TaskState.OomKilled && retry.OomMemoryFactor is { } factor)
        {
            var asked = policy.Resources.MemoryBytes * tries.MemoryFactor;
            var grown = Math.Min(asked * factor, memoryMax);
            var mayGrow = grown > asked && tries.Counted < Math.Max(retry.MaxAttempts, OomAttemptsMin);
            return mayGrow
                ? new Verdict(
                    outcome,
                    reason,
                    TimeSpan.Zero,
                    tries with
                    {
                        MemoryFactor = grown / policy.Resources.MemoryBytes,
                    }
                )
                : new Verdict(outcome, reason, null, tries);
        }

        var code = report.ExitCode ?? (128 + (report.Signal ?? 0));
        var mayRetry =
            tries.Counted < retry.MaxAttempts
            && !retry.NotOn.Contains(code)
            && (retry.OnExitCodes.IsEmpty || retry.OnExitCodes.Contains(code));
        return new Verdict(outcome, reason, mayRetry ? Delay(retry, tries.Counted, ref random) : null, tries);
    }

    /// <summary>Judges an attempt whose end nobody saw.</summary>
    public static Verdict OfLost(TaskPolicy policy, Tries before, StopReason stop, string reason)
    {
        var tries = before with { Attempts = before.Attempts + 1, Lost = before.Lost + 1 };
        if (stop == StopReason.Cancelled)
        {
            return new Verdict(TaskState.Cancelled, "cancelled; " + reason, null, tries);
        }

        var again = policy.Retry.OnLost && tries.Lost <= LostRetriesMax;
        return new Verdict(TaskState.Lost, reason, again ? TimeSpan.Zero : null, tries);
    }

    /// <summary>The delay before the attempt that follows so many counted ones.</summary>
    internal static TimeSpan Delay(RetryPolicy retry, int counted, ref Prng random)
    {
        var delay = LongestDelay(retry, counted).Ticks;
        return TimeSpan.FromTicks(retry.Jitter && delay > 1 ? delay - random.NextBelow((delay / 2) + 1) : delay);
    }

    /// <summary>That delay without jitter.</summary>
    internal static TimeSpan LongestDelay(RetryPolicy retry, int counted)
    {
        var ticks =
            (double)retry.Delay.Ticks
            * retry.Backoff switch
            {
                Backoff.Constant => 1,
                Backoff.Linear => counted,
                _ => Math.ScaleB(1, Math.Min(counted - 1, 62)),
            };
        return TimeSpan.FromTicks((long)Math.Min(ticks, retry.MaxDelay.Ticks));
    }

    private static (TaskState Outcome, string? Reason) Judge(
        ExitReport report,
        StopReason stop,
        TaskPolicy policy,
        Tries before
    ) =>
        (stop, report) switch
        {
            (_, { SpawnError: { } error }) => (TaskState.Failed, error),
            (StopReason.Cancelled, _) => (TaskState.Cancelled, "cancelled"),
            (StopReason.TimedOut, _) => (TaskState.TimedOut, $"ran longer than {policy.Timeout?.TotalSeconds:0.###} s"),
            (StopReason.OutOfMemory, _) or (_, { OutOfMemory: true }) => (
                TaskState.OomKilled,
                Exceeded(report.PeakMemoryBytes, policy.Resources.MemoryBytes * before.MemoryFactor)
            ),
            (_, { ExitCode: 0, MissingOutput: { } path }) => (
                TaskState.Failed,
                $"output missing: {path}. Create it, or take it out of outputs"
            ),
            (_, { ExitCode: 0 }) => (TaskState.Succeeded, null),
            (_, { Signal: { } signal }) => (TaskState.Failed, report.LastLine ?? $"ended by signal {signal}"),
            _ => (TaskState.Failed, report.LastLine),
        };

    private static string Unreported(string name) =>
        $"it reported no {name}. Have it write one to $ROTA_RESULT_FILE, or take it out of results";

    /// <summary>What it had against what it may have; where only the kernel saw it, what it had is not known.</summary>
    private static string Exceeded(double had, double allowed) =>
        allowed <= 0 ? "ran out of memory"
        : had > allowed ? $"exceeded its memory: had {Units.Bytes(had)} of {Units.Bytes(allowed)}"
        : $"exceeded its memory of {Units.Bytes(allowed)}";
}
