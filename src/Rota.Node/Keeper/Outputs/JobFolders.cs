using System.Runtime.InteropServices;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Attempts;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Outputs;

/// <summary>
/// The directories that tasks may leave files in. Made by the keeper before each start and not by the runner after its
/// commit: where the disk does not take one, the start waits, and nothing else does.
/// </summary>
internal sealed class JobFolders(StateDirectory state)
{
    private const int Private = 0x1C0;

    /// <summary>Where the tasks of an attempt's job find and leave files.</summary>
    public TaskPlaces PlacesOf(KeptAttempt attempt) => state.PlacesOf(attempt.Owner);

    /// <summary>Sees that the directory of a job is there. Another user's makes their task itself, as them.</summary>
    /// <returns>0, or why it is not.</returns>
    public int TryMake(KeptAttempt attempt)
    {
        var (job, places) = (attempt.Job, PlacesOf(attempt));
        if (places.Owner is not null)
        {
            return 0;
        }

        var error = Make(places.Files(job));
        if (error == Native.NoEntry)
        {
            error = Make(state.JobDirectory(job));
            error = error == 0 ? Make(places.Files(job)) : error;
        }

        return error;
    }

    private static int Make(string path) =>
        NativeFile.MakeDirectory(path, Private) == 0 ? 0
        : Marshal.GetLastPInvokeError() is not Native.Exists and var error ? error
        : 0;
}
