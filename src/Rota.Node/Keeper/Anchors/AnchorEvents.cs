using Microsoft.Extensions.Logging;

namespace Rota.Node.Keeper.Anchors;

/// <summary>What an anchor tells of itself. Numbers and names stay; docs/operations.md lists them.</summary>
internal static partial class AnchorEvents
{
    [LoggerMessage(3001, LogLevel.Information, "the anchor of {state} started", EventName = "anchor.started")]
    public static partial void Started(this ILogger log, string state);

    [LoggerMessage(
        3002,
        LogLevel.Warning,
        "keeper {keeper} died after {seconds} s ({how}); another is started",
        EventName = "keeper.died"
    )]
    public static partial void KeeperDied(this ILogger log, int keeper, long seconds, string how);

    [LoggerMessage(
        3003,
        LogLevel.Error,
        "the keeper of {state} ended {times} times in a row, and nothing runs: it is given up",
        EventName = "keeper.given-up"
    )]
    public static partial void KeeperGivenUp(this ILogger log, string state, int times);

    [LoggerMessage(
        3004,
        LogLevel.Error,
        "no keeper can be started: {reason}; it is tried again",
        EventName = "keeper.not-started"
    )]
    public static partial void KeeperNotStarted(this ILogger log, string reason);

    [LoggerMessage(
        3005,
        LogLevel.Error,
        "{journal} was damaged: bytes of it lost: {bytes}; what they told of is lost",
        EventName = "anchor.journal-damaged"
    )]
    public static partial void ExitsDamaged(this ILogger log, string journal, long bytes);

    [LoggerMessage(3006, LogLevel.Information, "keeper {keeper} was started", EventName = "keeper.launched")]
    public static partial void KeeperLaunched(this ILogger log, int keeper);
}
