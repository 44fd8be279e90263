using System.Globalization;
using System.Text;
using Rota.Web.Routing;

namespace Rota.Web.Events;

/// <summary>What all streams of events say (WHATWG HTML).</summary>
internal static class EventText
{
    private const int RetryLeast = 2_000;
    private const int RetrySpread = 1_000;

    /// <summary>How soon more is sent: each send costs the machine as much as many events in one.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The head: when to come back, which is not the same moment for all, and the place where it begins.
    /// </summary>
    public static Task Begin(Call call, string? place)
    {
        call.Http.Response.ContentType = "text/event-stream; charset=utf-8";
        var retry = RetryLeast + Random.Shared.Next(RetrySpread);
        return Say(call, place is null ? $"retry: {retry}\n\n" : $"retry: {retry}\nid: {place}\n\n");
    }

    /// <summary>A number in a parameter or a header.</summary>
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Waits until something comes, at most so long; whether it came.</summary>
    public static async Task<bool> HasNews(Task next, TimeSpan most, CancellationToken left)
    {
        await Task.WhenAny(next, Task.Delay(most, left)).ConfigureAwait(false);
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
