using Rota.Core.Results;
using Rota.Linux.Users;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>What a task says of how far it is, in its <c>ROTA_PROGRESS_FILE</c>.</summary>
internal static class ReportedProgress
{
    /// <summary>The last line; null of a task that does not run, or has written none.</summary>
    public static string? Of(TaskPlaces places, TaskRow row) =>
        row.LiveAttempt == 0 ? null : ProgressLines.Last(Kept(places, row));

    /// <summary>
    /// All lines that still hold: of one that runs from its file, of one that has ended from what is stored.
    /// </summary>
    /// <param name="places">Where the tasks of its job report.</param>
    /// <param name="row">The task.</param>
    public static string? Kept(TaskPlaces places, TaskRow row)
    {
        if (row.LiveAttempt == 0)
        {
            return row.Reported?.Progress;
        }

        try
        {
            return UserFiles.As(places.Owner, () => new ReportFiles(places.Live).Progress(row.LiveAttempt));
        }
        catch (Exception error) when (places.Owner is not null && error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
