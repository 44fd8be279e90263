using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What an end means, for every sort of end.</summary>
public sealed class VerdictTests
{
    private const long NodeMemory = 1_000;
    private static readonly ExitReport Good = new() { Ended = default, ExitCode = 0 };
    private static readonly RetryPolicy Thrice = new() { MaxAttempts = 3, Jitter = false };

    [Fact]
    public void Exit_0_succeeds_and_is_not_repeated()
    {
        var verdict = Of(Thrice, Good);
        Assert.Equal((TaskState.Succeeded, null, null, 1), (verdict.Outcome, verdict.Reason, verdict.RetryAfter, verdict.Tries.Attempts));
    }

    [Theory]
    [InlineData(1, 3, new int[0], new int[0], true)]
    [InlineData(1, 1, new int[0], new int[0], false)]
    [InlineData(75, 3, new[] { 75 }, new int[0], true)]
    [InlineData(1, 3, new[] { 75 }, new int[0], false)]
    [InlineData(2, 3, new int[0], new[] { 2 }, false)]
    [InlineData(75, 3, new[] { 75 }, new[] { 75 }, false)]
    public void An_exit_code_is_repeated_as_the_policy_says(int code, int attempts, int[] on, int[] notOn, bool isRepeated)
    {
        var verdict = Of(Thrice with { MaxAttempts = attempts, OnExitCodes = [.. on], NotOn = [.. notOn] }, Good with { ExitCode = code });
        Assert.Equal((TaskState.Failed, isRepeated), (verdict.Outcome, verdict.RetryAfter is not null));
    }

    [Theory]
    [InlineData(137, true)]
    [InlineData(9, false)]
    public void A_signal_counts_as_the_code_a_shell_would_give(int code, bool isRepeated)
    {
        var verdict = Of(Thrice with { OnExitCodes = [code] }, Good with { ExitCode = null, Signal = 9 });
        Assert.Equal((TaskState.Failed, isRepeated), (verdict.Outcome, verdict.RetryAfter is not null));
        Assert.Contains("signal 9", verdict.Reason);
    }

    [Fact]
    public void The_last_try_is_final()
    {
        Assert.NotNull(Of(Thrice, Good with { ExitCode = 1 }, counted: 1).RetryAfter);
        Assert.Null(Of(Thrice, Good with { ExitCode = 1 }, counted: 2).RetryAfter);
    }

    [Fact]
    public void A_program_that_cannot_start_has_failed_for_that_reason()
    {
        var verdict = Of(RetryPolicy.Default, new ExitReport { Ended = default, SpawnError = "no such file" });
        Assert.Equal((TaskState.Failed, "no such file"), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData(StopReason.Cancelled, TaskState.Cancelled, false)]
    [InlineData(StopReason.TimedOut, TaskState.TimedOut, true)]
    [InlineData(StopReason.OutOfMemory, TaskState.OomKilled, true)]
    public void What_was_stopped_ended_for_the_reason_it_was_stopped(StopReason stop, TaskState outcome, bool isRepeated)
    {
        foreach (var report in (ExitReport[])[Good, Good with { ExitCode = 1 }, Good with { ExitCode = null, Signal = 15 }])
        {
            var verdict = Of(Thrice, report, stop: stop);
            Assert.Equal((outcome, isRepeated), (verdict.Outcome, verdict.RetryAfter is not null));
        }
    }

    [Fact]
    public void A_missing_output_makes_a_success_a_failure()
    {
        var verdict = Of(Thrice, Good with { MissingOutput = "out.txt" });
        Assert.Equal(TaskState.Failed, verdict.Outcome);
        Assert.Contains("out.txt", verdict.Reason);
        Assert.NotNull(verdict.RetryAfter);
    }

    /// <summary>A limit is raised by numbers: how much it had, and how much this attempt was allowed.</summary>
    [Theory]
    [InlineData(3L << 29, 1L << 30, 1.0, "exceeded its memory: had 1.5G of 1G")]
    [InlineData(3L << 30, 1L << 30, 2.0, "exceeded its memory: had 3G of 2G")]
    [InlineData(0, 512L << 20, 1.0, "exceeded its memory of 512M")]
    [InlineData(0, 0, 1.0, "ran out of memory")]
    public void What_exceeded_its_memory_says_by_how_much(long had, long asked, double factor, string reason)
    {
        var policy = new TaskPolicy { Resources = new ResourceRequest { MemoryBytes = asked } };
        var random = new Prng(1);
        var report = Good with { OutOfMemory = true, PeakMemoryBytes = had };
        Assert.Equal(reason, Verdict.Of(policy, [], new Tries(0, 0, 0, factor), report, StopReason.None, NodeMemory, ref random).Reason);
    }

    [Theory]
    [InlineData("""{"loss":1}""", null, null)]
    [InlineData("""{"loss":null}""", null, null)]
    [InlineData("""{"accuracy":1}""", null, "it reported no loss. Have it write one to $ROTA_RESULT_FILE, or take it out of results")]
    [InlineData(null, null, "it reported no loss. Have it write one to $ROTA_RESULT_FILE, or take it out of results")]
    [InlineData(null, "the result is not kept: why", "the result is not kept: why")]
    public void A_success_without_a_result_that_the_job_asks_for_is_a_failure(string? result, string? problem, string? reason)
    {
        var random = new Prng(1);
        var report = Good with { Reported = new Reported { Result = result, Problem = problem } };
        var verdict = Verdict.Of(new TaskPolicy(), ["loss"], Tries.None, report, StopReason.None, NodeMemory, ref random);
        Assert.Equal((reason is null ? TaskState.Succeeded : TaskState.Failed, reason), (verdict.Outcome, verdict.Reason));
    }

    [Theory]
    [InlineData(100, 1.0, 0, 1.5)]
    [InlineData(900, 1.0, 0, 1.0 / 0.9)]
    [InlineData(1_000, 1.0, 0, null)]
    [InlineData(100, 1.0, 2, null)]
    public void Memory_grows_up_to_what_the_node_has(long asked, double factor, int counted, double? grown)
    {
        var policy = new TaskPolicy
        {
            Resources = new ResourceRequest { MemoryBytes = asked }, Retry = new RetryPolicy { OomMemoryFactor = 1.5 },
        };
        var random = new Prng(1);
        var verdict = Verdict.Of(
            policy, [], new Tries(counted, counted, 0, factor), Good with { OutOfMemory = true }, StopReason.None, NodeMemory, ref random);
        Assert.Equal(TaskState.OomKilled, verdict.Outcome);
        Assert.Equal(grown is null ? null : TimeSpan.Zero, verdict.RetryAfter);
        Assert.Equal(grown ?? factor, verdict.Tries.MemoryFactor, 6);
    }

    [Theory]
    [InlineData(true, 0, StopReason.None, TaskState.Lost, true)]
    [InlineData(true, 2, StopReason.None, TaskState.Lost, true)]
    [InlineData(true, 3, StopReason.None, TaskState.Lost, false)]
    [InlineData(false, 0, StopReason.None, TaskState.Lost, false)]
    [InlineData(true, 0, StopReason.Cancelled, TaskState.Cancelled, false)]
    public void A_lost_attempt_is_repeated_up_to_a_limit(bool onLost, int lost, StopReason stop, TaskState outcome, bool isRepeated)
    {
        var policy = new TaskPolicy { Retry = new RetryPolicy { OnLost = onLost } };
        var verdict = Verdict.OfLost(policy, new Tries(lost, 0, lost, 1), stop, "gone");
        Assert.Equal((outcome, isRepeated, 0, lost + 1),
            (verdict.Outcome, verdict.RetryAfter is not null, verdict.Tries.Counted, verdict.Tries.Lost));
    }

    [Theory]
    [InlineData(Backoff.Constant, 1, 2)]
    [InlineData(Backoff.Constant, 9, 2)]
    [InlineData(Backoff.Linear, 3, 6)]
    [InlineData(Backoff.Exponential, 1, 2)]
    [InlineData(Backoff.Exponential, 4, 16)]
    [InlineData(Backoff.Exponential, 7, 100)]
    [InlineData(Backoff.Exponential, int.MaxValue, 100)]
    [InlineData(Backoff.Linear, int.MaxValue, 100)]
    public void The_delay_grows_to_its_cap(Backoff backoff, int counted, int seconds)
    {
        var retry = new RetryPolicy
        {
            Backoff = backoff, Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(100), Jitter = false,
        };
        var random = new Prng(1);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Verdict.Delay(retry, counted, ref random));
        for (var draw = 0; draw < 200; draw++)
        {
            Assert.InRange(Verdict.Delay(retry with { Jitter = true }, counted, ref random).TotalSeconds, seconds / 2.0, seconds);
        }
    }

    private static Verdict Of(RetryPolicy retry, ExitReport report, int counted = 0, StopReason stop = StopReason.None)
    {
        var random = new Prng(1);
        return Verdict.Of(new TaskPolicy { Retry = retry }, [], new Tries(counted, counted, 0, 1), report, stop, NodeMemory, ref random);
    }
}
