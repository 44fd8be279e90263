using Microsoft.Extensions.Logging;

namespace Rota.Cell.Files;

/// <summary>What a node tells of files that move. Numbers and names stay: docs/operations.md lists them.</summary>
internal static partial class FileEvents
{
    [LoggerMessage(
        7111,
        LogLevel.Information,
        "the inputs of attempt {attempt} of job {job} are here: {files} files, {bytes} bytes",
        EventName = "inputs.brought"
    )]
    public static partial void Brought(this ILogger log, long attempt, long job, int files, long bytes);

    [LoggerMessage(
        7112,
        LogLevel.Information,
        "the outputs of attempt {attempt} of job {job} are at the home",
        EventName = "outputs.delivered"
    )]
    public static partial void Delivered(this ILogger log, long attempt, long job);

    [LoggerMessage(
        7113,
        LogLevel.Warning,
        "files of attempt {attempt} of job {job} wait: {reason}",
        EventName = "files.wait"
    )]
    public static partial void MovesWait(this ILogger log, long attempt, long job, string reason);

    [LoggerMessage(
        7114,
        LogLevel.Warning,
        "files of attempt {attempt} of job {job} do not move: {reason}",
        EventName = "files.not-moved"
    )]
    public static partial void NotMoved(this ILogger log, long attempt, long job, string reason);
}
