using Microsoft.Extensions.Logging;

namespace Rota.Node.Keeper;

/// <summary>What a keeper tells of itself. Numbers and names stay; docs/operations.md lists them.</summary>
internal static partial class KeeperEvents
{
    [LoggerMessage(2001, LogLevel.Information, "the keeper of {state} started", EventName = "keeper.started")]
    public static partial void Started(this ILogger log, string state);

    [LoggerMessage(
        2002,
        LogLevel.Information,
        "attempts taken over: {attempts}, of which {running} run and {lost} are lost",
        EventName = "keeper.took-over"
    )]
    public static partial void TookOver(this ILogger log, int attempts, int running, int lost);

    [LoggerMessage(2003, LogLevel.Error, "{damage}", EventName = "journal.damaged")]
    public static partial void JournalDamaged(this ILogger log, string damage);

    [LoggerMessage(
        2004,
        LogLevel.Information,
        "a runner of epoch {epoch} claimed partitions: {partitions}",
        EventName = "claim.taken"
    )]
    public static partial void ClaimTaken(this ILogger log, long epoch, int partitions);

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "the claim of a runner of epoch {epoch} was refused: one of epoch {later} is obeyed",
        EventName = "claim.refused"
    )]
    public static partial void ClaimRefused(this ILogger log, long epoch, long later);

    [LoggerMessage(2007, LogLevel.Warning, "a runner was cut off: {reason}", EventName = "runner.cut-off")]
    public static partial void CutOff(this ILogger log, string reason);

    [LoggerMessage(
        2008,
        LogLevel.Warning,
        "attempt {attempt} of job {job} is lost: {reason}",
        EventName = "attempt.lost"
    )]
    public static partial void AttemptLost(this ILogger log, long attempt, long job, string reason);

    [LoggerMessage(2009, LogLevel.Warning, "{notice}", EventName = "keeper.notice")]
    public static partial void Noticed(this ILogger log, string notice);

    [LoggerMessage(
        2010,
        LogLevel.Debug,
        "attempt {attempt} of job {job} started: process {process}",
        EventName = "attempt.started"
    )]
    public static partial void AttemptStarted(this ILogger log, long attempt, long job, int process);

    [LoggerMessage(2011, LogLevel.Debug, "attempt {attempt} of job {job}: {how}", EventName = "attempt.over")]
    public static partial void AttemptOver(this ILogger log, long attempt, long job, string how);

    [LoggerMessage(
        2012,
        LogLevel.Information,
        "the keeper ends: nothing runs, and nobody serves the state",
        EventName = "keeper.ended"
    )]
    public static partial void Ended(this ILogger log);

    [LoggerMessage(2013, LogLevel.Error, "the keeper does not start: {reason}", EventName = "keeper.refused")]
    public static partial void Refused(this ILogger log, string reason);

    [LoggerMessage(
        2014,
        LogLevel.Critical,
        "the keeper ends, for its {thread} failed; the anchor starts another",
        EventName = "keeper.failed"
    )]
    public static partial void Failed(this ILogger log, string thread, Exception error);

    [LoggerMessage(
        2015,
        LogLevel.Warning,
        "attempt {attempt} of job {job}: {problem}",
        EventName = "attempt.result-not-kept"
    )]
    public static partial void ResultNotKept(this ILogger log, long attempt, long job, string problem);

    [LoggerMessage(
        2016,
        LogLevel.Warning,
        "attempt {attempt} of job {job} is stopped: the home was not heard of for {seconds} s",
        EventName = "attempt.stopped-cut-off"
    )]
    public static partial void StoppedCutOff(this ILogger log, long attempt, long job, long seconds);
}
