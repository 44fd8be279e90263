using System.Net.Http.Headers;
using Rota.Core.Notifying;
using Rota.Delivery.Answers;
using Rota.Delivery.Http;

namespace Rota.Delivery.Channels;

/// <summary>
/// A sign of life: a GET of a URL at each end, with <c>/start</c> behind it at the start and <c>/fail</c> after a
/// failure. Whoever has the URL misses the sign when it does not come.
/// </summary>
internal static class Ping
{
    /// <summary>Sends one.</summary>
    public static async Task<Answer> Send(Message message, NotifyTarget target, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, UrlOf(Webhook.UrlOf(target), message));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("rota", "1"));
        return await Request.Send(request, target.AllowsPrivate, stop).ConfigureAwait(false);
    }

    private static Uri UrlOf(Uri url, Message message)
    {
        var sign = message switch
        {
            { Event: "started" } => "/start",
            { State: "failed" or "cancelled" } => "/fail",
            _ => "",
        };
        return new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') + sign }.Uri;
    }
}
