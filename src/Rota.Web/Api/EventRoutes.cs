using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Web.Following;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>
/// The changes of a job as server-sent events (WHATWG HTML): each with its number, so that who was cut off goes on
/// behind the last one that arrived. Where those are not kept any more, <c>reset</c> says to look at the whole again.
/// </summary>
internal static class EventRoutes
{
    /// <summary>How soon more is sent: each send costs the machine as much as many events in one.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/jobs/{job}/events", Scope.Read, "What becomes of a job and its tasks, as it happens.")
        {
            ContentType = "text/event-stream",
            Query = [new("after", "the number of the last event that was seen; the same as the header Last-Event-ID")],
            Handle = Follow,
        },
    ];

    private static async Task Follow(Call call)
    {
        var after = After(call);
        using var place = await call.Lanes.Stream(call.Left).ConfigureAwait(false);
        var (job, begun, news) = await call.Lanes.Look(() => Begin(call, after), call.Left).ConfigureAwait(false);
        if (after is not null && news is { HasEnded: true, Batches: [], IsCut: false })
        {
            // Tells a browser that there is nothing to come back for.
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await EventText.Begin(call, $"{begun}").ConfigureAwait(false);
        await Write(call, begun, news).ConfigureAwait(false);
        var position = news.Position;
        using var followed = call.Looks.Enter(job, () => new FollowedJob(job, position));
        while (!news.HasEnded)
        {
            var next = followed.Watched.Next;
            news = followed.Watched.After(position) ?? await Private(call, job, position).ConfigureAwait(false);
            await Write(call, position, news).ConfigureAwait(false);
            position = news.Position;
            await Task.Delay(news is { HasEnded: false, Batches: not [] } ? Pace : TimeSpan.Zero, call.Left)
                .ConfigureAwait(false);
            if (!news.HasEnded && !await EventText.HasNews(next, call.Left).ConfigureAwait(false))
            {
                await EventText.Alive(call).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How it stands at first: what was before others followed is read from the home, as what is told of it.</summary>
    private static (JobId Job, long Begun, FeedNews News) Begin(Call call, long? after)
    {
        using var home = call.Site.Open().Read();
        var job = JobAddress.Look(home, call.Path("job")).Id;
        var feed = after is { } number ? new JobFeed(job, number) : JobFeed.FromNow(home, job);
        return (job, feed.Position, feed.Next(home));
    }

    private static Task<FeedNews> Private(Call call, JobId job, long position) =>
        call.Lanes.Look(
            () =>
            {
                using var home = call.Site.Open().Read();
                return new JobFeed(job, position).Next(home);
            },
            call.Left
        );

    private static long? After(Call call) =>
        (call.Header("Last-Event-ID") ?? call.Query("after")) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ProblemException(ProblemCodes.Usage, $"after={text}: this is no number of an event");

    private static async Task Write(Call call, long position, FeedNews news)
    {
        if (news.IsCut)
        {
            await EventText.Reset(call, $"{news.Position}").ConfigureAwait(false);
        }

        foreach (var batch in news.Batches)
        {
            await call.Http.Response.Body.WriteAsync(batch.After(position), call.Left).ConfigureAwait(false);
        }

        await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
    }
}
