using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Web.Following;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>
/// The changes of a job as server-sent events (WHATWG HTML): each with its number, so that who was cut off goes on
/// behind the last one that arrived. Where those are not kept any more, <c>reset</c> says to look at the whole again.
/// </summary>
internal static class EventRoutes
{
    private static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(15);

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
        using var feed = await call.Lanes.Look(() => Open(call, after), call.Left).ConfigureAwait(false);
        while (true)
        {
            // In this order: the end of a job is the last that is told of it.
            var commit = call.Signal.Next;
            var (hasEnded, news) = await call
                .Lanes.Look(() => (feed.HasEnded, feed.Next()), call.Left)
                .ConfigureAwait(false);
            if (hasEnded && after is not null && !call.Http.Response.HasStarted && news is { Events: [], IsCut: false })
            {
                // Tells a browser that there is nothing to come back for.
                call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            await Write(call, feed, news).ConfigureAwait(false);
            if (hasEnded)
            {
                return;
            }

            await call.Signal.Wait(commit, HeartbeatPace, call.Left).ConfigureAwait(false);
        }
    }

    private static long? After(Call call) =>
        (call.Header("Last-Event-ID") ?? call.Query("after")) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ProblemException(ProblemCodes.Usage, $"after={text}: this is no number of an event");

    private static JobFeed Open(Call call, long? after)
    {
        var home = call.Site.Open().Read();
        try
        {
            return new JobFeed(home, JobAddress.Look(home, call.Path("job")).Id, after);
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    /// <summary>Where there is no news, a comment shows that the line is alive.</summary>
    private static async Task Write(Call call, JobFeed feed, FeedNews news)
    {
        var response = call.Http.Response;
        var text = new StringBuilder();
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream; charset=utf-8";
            text.Append(CultureInfo.InvariantCulture, $"retry: 2000\nid: {feed.Begun}\n\n");
        }

        if (news.IsCut)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {feed.Position}\nevent: reset\ndata: {{}}\n\n");
        }

        foreach (var one in news.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {one.Number}\nevent: {one.Kind}\ndata: {one.Json}\n\n");
        }

        await response.WriteAsync(text.Length > 0 ? text.ToString() : ": hb\n\n", call.Left).ConfigureAwait(false);
        await response.Body.FlushAsync(call.Left).ConfigureAwait(false);
    }
}
