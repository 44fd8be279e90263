using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Delivery.Answers;

/// <summary>What came of one try.</summary>
/// <param name="State">Delivered, gone for good, or still waiting: it did not arrive.</param>
/// <param name="Text">What was answered, in a sentence without anything secret.</param>
internal sealed record Answer(DeliveryState State, string Text)
{
    private const int TextMax = 300;

    public static Answer Delivered(string text) => new(DeliveryState.Delivered, text);

    public static Answer Failed(string text) => new(DeliveryState.Waiting, text);

    public static Answer Gone(string text) => new(DeliveryState.Gone, text);

    /// <summary>What becomes of the message: one that did not arrive is tried again, or given up.</summary>
    public OutboxSettlement For(OutboxRow row, Instant now)
    {
        var text = Text.Length > TextMax ? Text[..TextMax] : Text;
        return State != DeliveryState.Waiting ? new(row.Number, State, now, text, now)
            : RetryLadder.After(row.Tries) is { } wait ? new(row.Number, State, now + wait, text, now)
            : new(row.Number, DeliveryState.GaveUp, now, text, now);
    }
}
