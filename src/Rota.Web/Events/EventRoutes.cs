using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.Web.Following;
using Rota.Web.Routing;

namespace Rota.Web.Events;

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
        using var topic = await JobTopic.Open(call, call.Path("job"), _ => after).ConfigureAwait(false);
        if (after is not null && topic.IsOver)
        {
            // Tells a browser that there is nothing to come back for.
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await EventText.Begin(call, $"{topic.Position}").ConfigureAwait(false);
        while (true)
        {
            var (next, position) = (topic.Next, topic.Position);
            var news = await topic.Take().ConfigureAwait(false);
            await Write(call, position, news).ConfigureAwait(false);
            if (news.HasEnded)
            {
                return;
            }

            if (news.Batches.Count > 0)
            {
                await Task.Delay(EventText.Pace, call.Left).ConfigureAwait(false);
            }

            if (!await EventText.HasNews(next, HeartbeatPace, call.Left).ConfigureAwait(false))
            {
                await EventText.Say(call, ": hb\n\n").ConfigureAwait(false);
            }
        }
    }

    private static long? After(Call call) =>
        (call.Header("Last-Event-ID") ?? call.Query("after")) is not { } text
            ? null
            : EventText.Number(text)
                ?? throw new ProblemException(ProblemCodes.Usage, $"after={text}: this is no number of an event");

    private static async Task Write(Call call, long position, FeedNews news)
    {
        if (news.IsCut)
        {
            await EventText.Say(call, $"id: {news.Position}\nevent: reset\ndata: {{}}\n\n").ConfigureAwait(false);
        }

        foreach (var batch in news.Batches)
        {
            await call.Http.Response.Body.WriteAsync(batch.After(position), call.Left).ConfigureAwait(false);
        }

        await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
    }
}
