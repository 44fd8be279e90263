using Rota.App.Following;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>Reads the events of one job from a place in the sequence of its partition on.</summary>
/// <param name="job">The job.</param>
/// <param name="position">The number of the last event that is known.</param>
internal sealed class JobFeed(JobId job, long position)
{
    private readonly int partition = Partition.Of(job);

    /// <summary>The number up to which all was told.</summary>
    public long Position { get; private set; } = position;

    /// <summary>A feed of what comes from now on.</summary>
    public static JobFeed FromNow(IHomeReader home, JobId job) => new(job, home.Changes.Newest(Partition.Of(job)));

    /// <summary>What came since the last time.</summary>
    public FeedNews Next(IHomeReader home)
    {
        // In this order: the end of a job is the last that is told of it.
        var hasEnded = home.Job(job) is not { Ended: null };
        var after = home.Changes.After(partition, Position);
        if (after.IsCut)
        {
            Position = home.Changes.Newest(partition);
            return new FeedNews([], Position, IsCut: true, hasEnded);
        }

        if (after.Changes.Count == 0)
        {
            return new FeedNews([], Position, IsCut: false, hasEnded);
        }

        var from = Position;
        Position = after.Changes[^1].Number;
        var batch = FeedBatch.Of(from, Position, Events(home, after));
        return new FeedNews(batch.Length > 0 ? [batch] : [], Position, IsCut: false, hasEnded);
    }

    /// <summary>An open job grows, and an edited one changes: what it is, is read with its news.</summary>
    private IEnumerable<(long Number, ChangeEvent Event)> Events(IHomeReader home, ChangesAfter after)
    {
        var own = after.Changes.Where(one => one.Change.Job == job).ToList();
        if (own.Count == 0 || home.Spec(job) is not { } spec)
        {
            yield break;
        }

        foreach (var (number, change) in own.Select(one => (one.Number, one.Change)))
        {
            if (ChangeEvent.Of(change, spec, home) is { } told)
            {
                yield return (number, told);
            }
        }
    }
}
