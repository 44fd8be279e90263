using Rota.Core.Model;

namespace Rota.Store.Outbox;

/// <summary>What a carrier says of a message that it had in hand.</summary>
/// <param name="Number">Which message.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Due">When it is tried again; of no matter where it is not.</param>
/// <param name="Answer">What the target said, in a sentence.</param>
/// <param name="At">When.</param>
public sealed record OutboxSettlement(long Number, DeliveryState State, Instant Due, string Answer, Instant At);
