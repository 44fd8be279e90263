using System.Globalization;
using System.Net.Http.Headers;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Core.Notifying.Signatures;
using Rota.Delivery.Answers;
using Rota.Delivery.Http;

namespace Rota.Delivery.Channels;

/// <summary>POST of a CloudEvent, with the headers of "Standard Webhooks".</summary>
internal static class Webhook
{
    private const string Media = "application/cloudevents+json";

    /// <summary>Sends a message.</summary>
    /// <exception cref="IOException">A secret cannot be read.</exception>
    public static async Task<Answer> Send(Message message, NotifyTarget target, Instant now, CancellationToken stop)
    {
        var body = message.CloudEvent();
        var seconds = now.Micros / 1_000_000;
        using var request = Post(target, body, Media);
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        if (!target.SecretFiles.IsEmpty)
        {
            var keys = Secrets.Keys(target.SecretFiles, target.Owner);
            request.Headers.Add("webhook-signature", WebhookSignature.Of(keys, message.Id, seconds, body));
        }

        return await Request.Send(request, target.AllowsPrivate, stop).ConfigureAwait(false);
    }

    /// <summary>A POST to a target.</summary>
    public static HttpRequestMessage Post(NotifyTarget target, byte[] body, string media)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(target)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(media);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("rota", "1"));
        return request;
    }

    /// <summary>The URL of a target, from its file where it is in one.</summary>
    public static Uri UrlOf(NotifyTarget target) =>
        target.UrlFile is { } file ? Secrets.Url(file, target.Owner) : new Uri(target.Url!);
}
