using Rota.Core.Results;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>What a task says of how far it is, in its <c>ROTA_PROGRESS_FILE</c>.</summary>
internal static class ReportedProgress
{
    /// <summary>The last line; null of a task that does not run, or has written none.</summary>
    public static string? Of(StateDirectory state, TaskRow row) =>
        row.LiveAttempt == 0 ? null : ProgressLines.Last(Kept(state, row));

    /// <summary>
    /// All lines that still hold: of one that runs from its file, of one that has ended from what is stored.
    /// </summary>
    public static string? Kept(StateDirectory state, TaskRow row) =>
        row.LiveAttempt == 0 ? row.Reported?.Progress : new ReportFiles(state.Live).Progress(row.LiveAttempt);
}
