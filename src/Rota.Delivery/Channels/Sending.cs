using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Delivery.Answers;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.Delivery.Channels;

/// <summary>
/// One try of one message, by the channel of its target. It never throws: what goes wrong is its answer.
/// </summary>
internal static class Sending
{
    /// <summary>Tries it.</summary>
    public static async Task<Answer> Try(OutboxRow row, Instant now, CancellationToken stop)
    {
        try
        {
            var (message, target) = (new Message(row), NotifyForm.Target(row.Target));
            return target.Channel switch
            {
                Channel.Webhook => await Webhook.Send(message, target, now, stop).ConfigureAwait(false),
                Channel.Slack => await Slack.Send(message, target, stop).ConfigureAwait(false),
                Channel.Ping => await Ping.Send(message, target, stop).ConfigureAwait(false),
                Channel.Command => Hook.Send(message, target, stop),
                Channel.Mail => Mail.Send(message, target, row.Created, stop),
                _ => Answer.Failed($"this version knows no channel {target.Channel}"),
            };
        }
        catch (Exception error) when (error is not (OutOfMemoryException or InvariantException))
        {
            return Answer.Failed(error.Message);
        }
    }
}
