using Rota.App.Following;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>The events of one job from a place in the sequence of its partition on.</summary>
internal sealed class JobFeed : IDisposable
{
    private readonly IHomeReader home;
    private readonly JobId job;
    private readonly int partition;
    private JobSpec spec;

    /// <summary>Begins to follow.</summary>
    /// <param name="home">What is read; it is disposed of with this.</param>
    /// <param name="job">The job, which is there.</param>
    /// <param name="after">The number of the last event that was seen; null for what comes from now on.</param>
    public JobFeed(IHomeReader home, JobId job, long? after)
    {
        (this.home, this.job, partition) = (home, job, Partition.Of(job));
        spec = home.Spec(job)!;
        Begun = Position = after ?? home.Changes.Newest(partition);
    }

    /// <summary>The number up to which all was known before.</summary>
    public long Begun { get; }

    /// <summary>The number up to which all was told.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the job has ended.</summary>
    public bool HasEnded => home.Job(job) is not { Ended: null };

    /// <summary>What came since the last time, as lines of JSON.</summary>
    public FeedNews Next()
    {
        var after = home.Changes.After(partition, Position);
        if (after.IsCut)
        {
            Position = home.Changes.Newest(partition);
            return new FeedNews([], IsCut: true);
        }

        if (after.Changes.Count == 0)
        {
            return new FeedNews([], IsCut: false);
        }

        // An open job grows, and an edited one changes.
        spec = home.Spec(job) ?? spec;
        Position = after.Changes[^1].Number;
        return new FeedNews(
            [
                .. after
                    .Changes.Where(one => one.Change.Job == job)
                    .Select(one => (one.Number, Event: ChangeEvent.Of(one.Change, spec, home)))
                    .Where(one => one.Event is not null)
                    .Select(one => new FeedEvent(one.Number, one.Event!.Event, one.Event.Line())),
            ],
            IsCut: false
        );
    }

    /// <inheritdoc/>
    public void Dispose() => home.Dispose();
}

/// <summary>What came.</summary>
/// <param name="Events">The events, in order.</param>
/// <param name="IsCut">Whether earlier ones are not kept any more: look at the whole again.</param>
internal sealed record FeedNews(IReadOnlyList<FeedEvent> Events, bool IsCut);

/// <summary>An event.</summary>
/// <param name="Number">Its place in the sequence.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Json">The event in one line.</param>
internal readonly record struct FeedEvent(long Number, string Kind, string Json);
