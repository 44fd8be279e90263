using Microsoft.AspNetCore.Http;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>
/// Tells that something of the state changed, and not what: a page that shows much of it looks again at what it shows.
/// One such stream is enough for a browser.
/// </summary>
internal static class ChangeRoutes
{
    private static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(5);

    /// <summary>Thousands of commits a second are four words a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/events", Scope.Read, "That something changed, four times a second at most.")
        {
            ContentType = "text/event-stream",
            Handle = Follow,
        },
    ];

    private static async Task Follow(Call call)
    {
        using var place = await call.Lanes.Stream(call.Left).ConfigureAwait(false);
        var response = call.Http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        var commit = call.Signal.Next;
        await Say(call, "retry: 2000\nevent: alive\ndata: {}\n\n").ConfigureAwait(false);
        while (true)
        {
            await call.Signal.Wait(commit, HeartbeatPace, call.Left).ConfigureAwait(false);
            var isNews = commit.IsCompleted;
            commit = call.Signal.Next;
            await Say(call, isNews ? "event: changed\ndata: {}\n\n" : "event: alive\ndata: {}\n\n")
                .ConfigureAwait(false);
            await Task.Delay(Pace, call.Left).ConfigureAwait(false);
        }
    }

    private static async Task Say(Call call, string text)
    {
        await call.Http.Response.WriteAsync(text, call.Left).ConfigureAwait(false);
        await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
    }
}
