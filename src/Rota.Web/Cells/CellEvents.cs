using Microsoft.Extensions.Logging;

namespace Rota.Web.Cells;

/// <summary>What is told of a cell. Numbers and names stay what they are: docs/operations.md lists them.</summary>
internal static partial class CellEvents
{
    [LoggerMessage(
        6101,
        LogLevel.Information,
        "the home of cell {cell} listens for its nodes on {address}",
        EventName = "cell.listening"
    )]
    public static partial void CellListening(this ILogger log, string cell, string address);
}
