using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>What tasks say of how far they are.</summary>
internal static class TaskProgress
{
    /// <summary>Of one that runs from its file, of one that has ended from what is stored; null for nothing.</summary>
    public static string? KeptProgress(this TaskRow row, StateDirectory state) =>
        row.LiveAttempt == 0 ? row.Reported?.Progress : new ReportFiles(state.Live).Progress(row.LiveAttempt);
}
