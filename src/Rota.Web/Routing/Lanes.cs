using Rota.App.Problems;

namespace Rota.Web.Routing;

/// <summary>
/// How many requests look or act at once: what people ask must not take the machine from the runners. Who waits too
/// long for a place is told to come again.
/// </summary>
internal sealed class Lanes : IDisposable
{
    /// <summary>Looks at a time.</summary>
    public const int LooksMax = 4;

    /// <summary>Changes at a time: each may wait for the turn that carries it out.</summary>
    public const int ActsMax = 16;

    /// <summary>Copies of output at a time.</summary>
    public const int CopiesMax = 16;

    /// <summary>Requests that may hold a thread while they wait.</summary>
    public const int WaitsMax = LooksMax + ActsMax + CopiesMax;

    /// <summary>Streams at a time.</summary>
    public const int StreamsMax = 250;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim looks = new(LooksMax);
    private readonly SemaphoreSlim acts = new(ActsMax);
    private readonly SemaphoreSlim copies = new(CopiesMax);
    private readonly SemaphoreSlim streams = new(StreamsMax);

    /// <summary>Looks, in a place among those who do. It is free again before anything is sent.</summary>
    public Task<T> Look<T>(Func<T> work, CancellationToken left) => Run(looks, work, left);

    /// <summary>Changes something, in a place among those who do. It is free again before anything is sent.</summary>
    public Task<T> Act<T>(Func<T> work, CancellationToken left) => Run(acts, work, left);

    /// <summary>Takes a place among those who copy output to somebody.</summary>
    public Task<IDisposable> Copy(CancellationToken left) => Enter(copies, left);

    /// <summary>Takes a place among those who follow.</summary>
    public Task<IDisposable> Stream(CancellationToken left) => Enter(streams, left);

    /// <inheritdoc/>
    public void Dispose()
    {
        looks.Dispose();
        acts.Dispose();
        copies.Dispose();
        streams.Dispose();
    }

    private static async Task<T> Run<T>(SemaphoreSlim lane, Func<T> work, CancellationToken left)
    {
        using (await Enter(lane, left).ConfigureAwait(false))
        {
            return work();
        }
    }

    private static async Task<IDisposable> Enter(SemaphoreSlim lane, CancellationToken left) =>
        await lane.WaitAsync(Patience, left).ConfigureAwait(false)
            ? new Place(lane)
            : throw new ProblemException(
                RequestProblems.Busy,
                "too many requests at once, and none ended in time",
                "come again in a moment; narrow what takes long"
            );

    private sealed class Place(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
