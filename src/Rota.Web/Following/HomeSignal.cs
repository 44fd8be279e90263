using Rota.App;
using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>
/// Hears that somebody committed, once for all requests that wait for it. Where nothing can be heard, the waits end
/// soon by themselves.
/// </summary>
public sealed class HomeSignal : IDisposable
{
    private static readonly TimeSpan DeafPace = TimeSpan.FromMilliseconds(50);
    private readonly IHome home;
    private readonly Lock gate = new();
    private TaskCompletionSource next = Fresh();
    private IDisposable? listener;
    private bool hasListened;

    /// <summary>Hears commits of a site's home, from the first wait on.</summary>
    public HomeSignal(Site site) => home = site.Open();

    /// <summary>Ends with the next commit. Take it before looking: what is committed in between is heard.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
            {
                if (!hasListened)
                {
                    hasListened = true;
                    listener = home.Listen(Pulse);
                }

                return next.Task;
            }
        }
    }

    /// <summary>Waits for a commit, at most so long.</summary>
    /// <param name="commit">The next one, as it was taken before the look that found nothing.</param>
    /// <param name="most">The longest wait.</param>
    /// <param name="left">Ends when nobody waits any more.</param>
    public async Task Wait(Task commit, TimeSpan most, CancellationToken left)
    {
        var longest = listener is null && most > DeafPace ? DeafPace : most;
        await Task.WhenAny(commit, Task.Delay(longest, left)).ConfigureAwait(false);
        left.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => listener?.Dispose();

    private void Pulse()
    {
        TaskCompletionSource done;
        lock (gate)
        {
            (done, next) = (next, Fresh());
        }

        done.SetResult();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
