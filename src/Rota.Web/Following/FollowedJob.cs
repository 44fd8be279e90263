using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>
/// The newest events of a job, for all who follow it. Who reads so slowly that they are not kept any more reads them
/// from the home, alone.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="position">The number behind which it begins.</param>
internal sealed class FollowedJob(JobId job, long position) : Watched
{
    private const int BytesMax = 256 << 10;
    private readonly JobFeed feed = new(job, position);
    private readonly Lock gate = new();
    private readonly List<FeedBatch> kept = [];
    private TaskCompletionSource next = Fresh();
    private long floor = position;
    private long told = position;
    private int bytes;
    private bool hasEnded;

    /// <summary>Ends when something came. Take it before looking.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
            {
                return next.Task;
            }
        }
    }

    /// <summary>What came behind a number; null where that is not kept here.</summary>
    public FeedNews? After(long number)
    {
        lock (gate)
        {
            if (number < floor)
            {
                return null;
            }

            var first = kept.FindIndex(batch => batch.To > number);
            return new FeedNews(first < 0 ? [] : kept[first..], Math.Max(told, number), IsCut: false, hasEnded);
        }
    }

    public override void Join()
    {
        // A job that has ended can be run again.
        lock (gate)
        {
            hasEnded = false;
        }
    }

    public override void Look(IHomeReader home)
    {
        var news = feed.Next(home);
        lock (gate)
        {
            Keep(news);
            if (news.Batches.Count == 0 && !news.IsCut && hasEnded == news.HasEnded)
            {
                return;
            }

            hasEnded = news.HasEnded;
            var done = next;
            next = Fresh();
            done.SetResult();
        }
    }

    private void Keep(FeedNews news)
    {
        if (news.IsCut)
        {
            kept.Clear();
            (floor, bytes) = (news.Position, 0);
        }

        told = news.Position;
        kept.AddRange(news.Batches);
        bytes += news.Batches.Sum(batch => batch.Length);
        while (bytes > BytesMax && kept.Count > 1)
        {
            (floor, bytes) = (kept[0].To, bytes - kept[0].Length);
            kept.RemoveAt(0);
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
