using Microsoft.Extensions.Logging;

namespace Rota.Runners;

/// <summary>What a runner tells of itself. Numbers and names stay; docs/operations.md lists them.</summary>
internal static partial class RunnerEvents
{
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "{runner} joined in epoch {epoch}, members: {members}",
        EventName = "runner.joined"
    )]
    public static partial void Joined(this ILogger log, string runner, int members, long epoch);

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "{runner} owns partitions: {partitions} in epoch {epoch}, before: {before}",
        EventName = "runner.owns"
    )]
    public static partial void Owns(this ILogger log, string runner, int partitions, long epoch, int before);

    [LoggerMessage(1003, LogLevel.Information, "{runner} left", EventName = "runner.left")]
    public static partial void Left(this ILogger log, string runner);

    [LoggerMessage(
        1004,
        LogLevel.Information,
        "{runner} was fenced: {reason}. It looks at the frame, and loads what is its own",
        EventName = "runner.fenced"
    )]
    public static partial void Fenced(this ILogger log, string runner, string reason);

    [LoggerMessage(
        1005,
        LogLevel.Warning,
        "{runner} lost its position ({code}): {reason}",
        EventName = "runner.position-lost"
    )]
    public static partial void PositionLost(this ILogger log, string runner, string code, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "{runner}: {notice}", EventName = "runner.notice")]
    public static partial void Notice(this ILogger log, string runner, string notice);

    [LoggerMessage(1007, LogLevel.Information, "{runner} goes on", EventName = "runner.goes-on")]
    public static partial void GoesOn(this ILogger log, string runner);

    [LoggerMessage(
        1008,
        LogLevel.Warning,
        "members were taken out in epoch {epoch}, for they are gone or stand still: {names}",
        EventName = "member.evicted"
    )]
    public static partial void Evicted(this ILogger log, long epoch, string names);

    [LoggerMessage(
        1009,
        LogLevel.Warning,
        "process {holder} was ended: it held the write lock for {seconds} s and did not move",
        EventName = "lock.holder-ended"
    )]
    public static partial void HolderEnded(this ILogger log, int holder, long seconds);

    [LoggerMessage(
        1010,
        LogLevel.Debug,
        "{runner}: a turn of {items} items took {micros} µs and ended after its slot",
        EventName = "turn.overran"
    )]
    public static partial void Overran(this ILogger log, string runner, int items, long micros);

    [LoggerMessage(1011, LogLevel.Information, "job {job} was accepted", EventName = "job.accepted")]
    public static partial void Accepted(this ILogger log, long job);

    [LoggerMessage(
        1012,
        LogLevel.Information,
        "job {job} {name} {state}; tasks: {tasks}, failed: {failures}",
        EventName = "job.ended"
    )]
    public static partial void JobEnded(
        this ILogger log,
        long job,
        string name,
        string state,
        long tasks,
        long failures
    );

    [LoggerMessage(
        1013,
        LogLevel.Information,
        "request for job {job} was carried out: {request}",
        EventName = "request.done"
    )]
    public static partial void RequestDone(this ILogger log, long job, string request);

    [LoggerMessage(1014, LogLevel.Information, "schedule {schedule} fired for {instant}", EventName = "schedule.fired")]
    public static partial void Fired(this ILogger log, string schedule, string instant);

    [LoggerMessage(
        1015,
        LogLevel.Information,
        "schedule {schedule} skipped {instant}: an earlier run is open",
        EventName = "schedule.skipped"
    )]
    public static partial void Skipped(this ILogger log, string schedule, string instant);

    [LoggerMessage(
        1016,
        LogLevel.Debug,
        "attempt {attempt} of task {task} was committed",
        EventName = "attempt.committed"
    )]
    public static partial void AttemptCommitted(this ILogger log, long attempt, string task);

    [LoggerMessage(
        1017,
        LogLevel.Debug,
        "attempt {attempt} of task {task} {outcome} ({reason})",
        EventName = "attempt.ended"
    )]
    public static partial void AttemptEnded(this ILogger log, long attempt, string task, string outcome, string reason);

    [LoggerMessage(1022, LogLevel.Warning, "node {node} runs unknown attempt {attempt}", EventName = "attempt.unknown")]
    public static partial void UnknownRuns(this ILogger log, long node, long attempt);

    [LoggerMessage(
        1018,
        LogLevel.Warning,
        "attempt {attempt} of job {job}, which was replaced, still runs on node {node}: it is stopped",
        EventName = "attempt.stopped-late"
    )]
    public static partial void StopsLate(this ILogger log, long attempt, long job, long node);

    [LoggerMessage(
        1019,
        LogLevel.Warning,
        "attempt {attempt} of job {job}, which was replaced, ended on node {node} all the same ({how}): "
            + "it does not count",
        EventName = "attempt.ended-late"
    )]
    public static partial void EndedLate(this ILogger log, long attempt, long job, long node, string how);

    [LoggerMessage(1020, LogLevel.Warning, "node {node} refuses attempt {attempt}: {why}", EventName = "claim.no-room")]
    public static partial void NodeRefused(this ILogger log, long attempt, long node, string why);
}
