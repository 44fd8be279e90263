using Microsoft.Extensions.Logging;

namespace Rota.App.Serving;

/// <summary>
/// What a process that serves tells of itself. Numbers and names stay what they are: docs/operations.md lists them.
/// </summary>
internal static partial class ServiceEvents
{
    [LoggerMessage(
        4001,
        LogLevel.Information,
        "serving {state}; runners: {runners}, cycle: {cycle}, strict: {strict}, slots: {slots}. rota down ends it",
        EventName = "service.started"
    )]
    public static partial void Started(
        this ILogger log,
        string state,
        int runners,
        string cycle,
        bool strict,
        int slots
    );

    [LoggerMessage(4002, LogLevel.Information, "the service of {state} ended", EventName = "service.ended")]
    public static partial void Ended(this ILogger log, string state);

    [LoggerMessage(4003, LogLevel.Critical, "{runner} ended by itself: {reason}", EventName = "runner.failed")]
    public static partial void RunnerFailed(this ILogger log, string runner, string reason, Exception error);

    [LoggerMessage(4005, LogLevel.Information, "standing by: {reason}", EventName = "service.standby")]
    public static partial void StandsBy(this ILogger log, string reason);

    [LoggerMessage(
        4006,
        LogLevel.Warning,
        "another machine serves the home now: this one has ended its service and stands by; what runs goes on",
        EventName = "service.replaced"
    )]
    public static partial void Replaced(this ILogger log);

    [LoggerMessage(4004, LogLevel.Warning, "operations wait: {reason}", EventName = "operation.held-up")]
    public static partial void OperationHeldUp(this ILogger log, string reason);
}
