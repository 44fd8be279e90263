using System.Text.Json;
using Rota.Core.Notifying;
using Rota.Delivery.Answers;
using Rota.Delivery.Http;

namespace Rota.Delivery.Channels;

/// <summary>A message by an incoming webhook of Slack, which others speak too (Mattermost, Rocket.Chat).</summary>
internal static class Slack
{
    /// <summary>Sends a message.</summary>
    public static async Task<Answer> Send(Message message, NotifyTarget target, CancellationToken stop)
    {
        using var request = Webhook.Post(target, Body(message), "application/json");
        return await Request.Send(request, target.AllowsPrivate, stop).ConfigureAwait(false);
    }

    /// <summary>A text in which nothing is a mention, a link or markup that Rota did not write.</summary>
    internal static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static byte[] Body(Message message)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("text", Escaped($"{message.Headline} on {Environment.MachineName}"));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
