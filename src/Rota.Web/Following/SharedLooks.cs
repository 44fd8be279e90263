using System.Diagnostics;
using Rota.App;
using Rota.Core.Model;
using Rota.Store;

namespace Rota.Web.Following;

/// <summary>
/// Looks at what is followed and awaited, once for all who do: a commit costs as much for two hundred as for one, and
/// none of them takes a place from who asks for something.
/// </summary>
internal sealed class SharedLooks : IDisposable
{
    /// <summary>A round is followed by a pause of so many times its length: it never takes more of a core.</summary>
    private const int PauseTimes = 4;

    /// <summary>Looks at least so often, whatever is heard.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Site site;
    private readonly HomeSignal signal;
    private readonly Lock gate = new();
    private readonly Dictionary<(Type, JobId), Watched> watched = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task looking;
    private TaskCompletionSource came = Fresh();

    /// <summary>Begins to look, as soon as somebody waits for something.</summary>
    /// <param name="site">The state.</param>
    /// <param name="signal">Hears commits.</param>
    public SharedLooks(Site site, HomeSignal signal)
    {
        (this.site, this.signal) = (site, signal);
        looking = Task.Run(LookOn);
    }

    /// <summary>Waits for something of a job together with all who do; it ends with what is returned.</summary>
    /// <param name="job">The job.</param>
    /// <param name="fresh">Makes it, for the first one.</param>
    public Place<T> Enter<T>(JobId job, Func<T> fresh)
        where T : Watched
    {
        lock (gate)
        {
            if (!watched.TryGetValue((typeof(T), job), out var one))
            {
                watched[(typeof(T), job)] = one = fresh();
            }

            one.Waiting++;
            one.Join();
            came.TrySetResult();
            return new Place<T>((T)one, () => Leave((typeof(T), job)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        over.Cancel();
        looking.GetAwaiter().GetResult();
        over.Dispose();
    }

    private void Leave((Type, JobId) key)
    {
        lock (gate)
        {
            if (--watched[key].Waiting == 0)
            {
                watched.Remove(key);
            }
        }
    }

    private async Task LookOn()
    {
        try
        {
            while (true)
            {
                var (all, more) = Present();
                if (all.Length == 0)
                {
                    await more.WaitAsync(over.Token).ConfigureAwait(false);
                    continue;
                }

                var commit = signal.Next;
                var begun = Stopwatch.GetTimestamp();
                Look(all);
                await Task.Delay(Stopwatch.GetElapsedTime(begun) * PauseTimes, over.Token).ConfigureAwait(false);
                await Task.WhenAny(signal.Wait(commit, Patience, over.Token), more).ConfigureAwait(false);
                over.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The server is closed.
        }
    }

    private (Watched[] All, Task More) Present()
    {
        lock (gate)
        {
            came = Fresh();
            return ([.. watched.Values], came.Task);
        }
    }

    private void Look(Watched[] all)
    {
        try
        {
            using var home = site.Open().Read();
            foreach (var one in all)
            {
                one.Look(home);
            }
        }
        catch (Exception error) when (error is StoreException or IOException)
        {
            // The home cannot be read for a moment: the next look is soon, and nothing is lost until then.
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
