using Rota.App.Jobs;
using Rota.Core.Model;
using Rota.Web.Following;
using Rota.Web.Routing;

namespace Rota.Web.Events;

/// <summary>
/// A job that a stream tells of: first what the home has, then what comes, as all who follow it hear it.
/// </summary>
internal sealed class JobTopic : IDisposable
{
    private readonly Call call;
    private readonly Place<FollowedJob> followed;
    private FeedNews? first;

    private JobTopic(Call call, JobId job, long begun, FeedNews first)
    {
        (this.call, Job, Position, this.first) = (call, job, begun, first);
        followed = call.Looks.Enter(job, () => new FollowedJob(job, first.Position));
    }

    /// <summary>The job.</summary>
    public JobId Job { get; }

    /// <summary>The number of its partition up to which all was told.</summary>
    public long Position { get; private set; }

    /// <summary>Whether nothing comes of it any more, and nothing is left to tell.</summary>
    public bool IsOver => first is { HasEnded: true, Batches: [], IsCut: false };

    /// <summary>Ends when something came. Take it before asking for news.</summary>
    public Task Next => followed.Watched.Next;

    /// <summary>Begins to follow a job that the caller may see.</summary>
    /// <param name="call">The request.</param>
    /// <param name="address">The job.</param>
    /// <param name="after">The number of the last event that was seen; null for what comes from now on.</param>
    public static Task<JobTopic> Open(Call call, string address, Func<JobId, long?> after) =>
        call.Lanes.Look(
            () =>
            {
                using var home = call.Site.Open().Read();
                var job = JobAddress.Look(home, address).Id;
                var feed = after(job) is { } number ? new JobFeed(job, number) : JobFeed.FromNow(home, job);
                return new JobTopic(call, job, feed.Position, feed.Next(home));
            },
            call.Left
        );

    /// <summary>What came since the last time.</summary>
    public async Task<FeedNews> Take()
    {
        var news = first ?? followed.Watched.After(Position) ?? await OfHome().ConfigureAwait(false);
        (first, Position) = (null, news.Position);
        return news;
    }

    /// <inheritdoc/>
    public void Dispose() => followed.Dispose();

    private Task<FeedNews> OfHome() =>
        call.Lanes.Look(
            () =>
            {
                using var home = call.Site.Open().Read();
                return new JobFeed(Job, Position).Next(home);
            },
            call.Left
        );
}
