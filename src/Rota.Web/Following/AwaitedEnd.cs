using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>The end of a job, for all who wait for it.</summary>
internal sealed class AwaitedEnd(JobId job) : Watched
{
    private volatile TaskCompletionSource seen = Fresh();

    /// <summary>Ends once the job was seen to have ended, since the last one came to wait.</summary>
    public Task Seen => seen.Task;

    public override void Join()
    {
        // A job that has ended can be run again.
        if (seen.Task.IsCompleted)
        {
            seen = Fresh();
        }
    }

    public override void Look(IHomeReader home)
    {
        if (home.Job(job) is not { Ended: null })
        {
            seen.TrySetResult();
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
