using Rota.Core.Model;

namespace Rota.Core.Notifying;

/// <summary>How the runs of a name stand: whether the newest that succeeded or failed has failed.</summary>
public static class Standing
{
    /// <summary>What the end of a run changes of it; null where nothing changes.</summary>
    /// <param name="wasFailing">Whether it failed before; null where nothing is known of it.</param>
    /// <param name="ended">How the run ended. A cancelled one says nothing.</param>
    public static EventKind? Change(bool? wasFailing, JobState ended) =>
        ended switch
        {
            JobState.Failed when wasFailing != true => EventKind.Failed,
            JobState.Succeeded when wasFailing == true => EventKind.Recovered,
            _ => null,
        };
}
