using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.Web.Routing;

namespace Rota.Web.Events;

/// <summary>
/// Tells in one stream of all that somebody looks at: of jobs what becomes of them, of the state that something of it
/// changed, and not what. One such stream is enough for a browser.
/// </summary>
internal static class TopicRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/events", Scope.Read, "What becomes of some jobs, and that something changed.")
        {
            ContentType = "text/event-stream",
            Query =
            [
                new(
                    "topics",
                    "of what, after commas: job:42, and overview for that something changed; else that alone"
                ),
                new("after", "the id of the last event that was seen; the same as the header Last-Event-ID"),
            ],
            Handle = Follow,
        },
    ];

    private static async Task Follow(Call call)
    {
        var topics = Topics.Read(call.Query("topics") ?? Topics.Overview);
        if (topics.HasOverview && call.Caller is { Tags.Count: > 0 })
        {
            throw TaggedHomes.Refusal();
        }

        var places = StreamPlaces.Read(call.Header("Last-Event-ID") ?? call.Query("after"));
        using var place = await call.Lanes.Stream(call.Left).ConfigureAwait(false);
        using var stream = new TopicStream(call, topics.HasOverview);
        foreach (var job in topics.Jobs)
        {
            await stream.Add(job, places).ConfigureAwait(false);
        }

        if (places.Count > 0 && stream.IsOver)
        {
            // Tells a browser that there is nothing to come back for.
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await stream.Run().ConfigureAwait(false);
    }
}
