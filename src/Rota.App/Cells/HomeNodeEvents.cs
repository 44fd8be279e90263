using Microsoft.Extensions.Logging;

namespace Rota.App.Cells;

/// <summary>
/// What a home tells of its nodes. Numbers and names stay what they are: docs/operations.md lists them.
/// </summary>
internal static partial class HomeNodeEvents
{
    [LoggerMessage(
        6102,
        LogLevel.Information,
        "node {node} is connected and known to runners",
        EventName = "cell.node.open"
    )]
    public static partial void NodeOpened(this ILogger log, string node);

    [LoggerMessage(
        6103,
        LogLevel.Warning,
        "node {node} is cut off: nothing starts there, and what it runs is in doubt until it comes back",
        EventName = "cell.node.cut"
    )]
    public static partial void NodeCut(this ILogger log, string node);

    [LoggerMessage(
        6104,
        LogLevel.Warning,
        "what nodes say could not be noted, and is tried again: {reason}",
        EventName = "cell.nodes.unnoted"
    )]
    public static partial void NodesNotNoted(this ILogger log, string reason);

    [LoggerMessage(
        6105,
        LogLevel.Warning,
        "{path} has changed since tasks of job {job} read it on other nodes: those that start now read the new one",
        EventName = "input.changed"
    )]
    public static partial void InputChanged(this ILogger log, long job, string path);
}
