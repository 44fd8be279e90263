using System.Text;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What all streams of events say (WHATWG HTML).</summary>
internal static class EventText
{
    private static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(15);

    /// <summary>The head, and the place where it begins.</summary>
    public static Task Begin(Call call, string place)
    {
        call.Http.Response.ContentType = "text/event-stream; charset=utf-8";
        return Say(call, $"retry: 2000\nid: {place}\n\n");
    }

    /// <summary>Earlier events are not kept any more: the client looks at the whole again.</summary>
    public static Task Reset(Call call, string place) => Say(call, $"id: {place}\nevent: reset\ndata: {{}}\n\n");

    /// <summary>A comment shows that the line is alive.</summary>
    public static Task Alive(Call call) => Say(call, ": hb\n\n");

    /// <summary>Waits until something comes, at most as long as a line may be silent; whether it came.</summary>
    public static async Task<bool> HasNews(Task next, CancellationToken left)
    {
        await Task.WhenAny(next, Task.Delay(HeartbeatPace, left)).ConfigureAwait(false);
        left.ThrowIfCancellationRequested();
        return next.IsCompleted;
    }

    /// <summary>Writes something, and lets it go.</summary>
    public static async Task Say(Call call, string text)
    {
        await call.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), call.Left).ConfigureAwait(false);
        await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
    }
}
