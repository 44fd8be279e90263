using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Store.Rules;

/// <summary>When a message is due and free, and how many are kept: the same on every home.</summary>
public static class DeliveryRule
{
    /// <summary>Settled messages that are kept: older ones go.</summary>
    public const int KeptMax = 10_000;

    /// <summary>No lease is longer: one that is was written by a clock that was ahead.</summary>
    public static readonly TimeSpan LeaseMax = TimeSpan.FromMinutes(15);

    /// <summary>Whether a message is to be sent now.</summary>
    public static bool IsDue(OutboxRow row, Instant now) => IsOver(row.Due, now, RetryLadder.Longest);

    /// <summary>Whether somebody has it in hand.</summary>
    public static bool IsInHand(OutboxRow row, Instant now) => row.Lease is { } lease && !IsOver(lease, now, LeaseMax);

    /// <summary>Messages to send now: the oldest of each target, and of none that has one in hand.</summary>
    /// <param name="waiting">All that wait, oldest first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<OutboxRow> Choose(IReadOnlyCollection<OutboxRow> waiting, Instant now, int most)
    {
        var busy = waiting.Where(row => IsInHand(row, now)).Select(row => row.Target).ToHashSet(StringComparer.Ordinal);
        return [.. waiting.Where(row => IsDue(row, now) && busy.Add(row.Target)).Take(most)];
    }

    /// <summary>A message to a target that said before that it is gone.</summary>
    public static OutboxRow Gone(OutboxRow row, Instant now) =>
        row with
        {
            State = DeliveryState.Gone,
            Answer = "its target had said that it is gone for good (410), so it was not sent",
            Answered = now,
        };

    /// <summary>What becomes of a message by the word of its carrier; null where it was settled before.</summary>
    public static OutboxRow? Settled(OutboxRow row, OutboxSettlement word) =>
        row.State != DeliveryState.Waiting
            ? null
            : row with
            {
                State = word.State,
                Due = word.Due,
                Lease = null,
                Answer = word.Answer,
                Answered = word.At,
            };

    /// <summary>Whether a message did not arrive, as far as is known.</summary>
    public static bool IsFailed(OutboxRow row) =>
        row.State is DeliveryState.GaveUp or DeliveryState.Gone or DeliveryState.Withheld
        || (row.State == DeliveryState.Waiting && row.Answer is not null);

    /// <summary>The message as somebody takes it.</summary>
    public static OutboxRow Taken(OutboxRow row, Instant lease) => row with { Tries = row.Tries + 1, Lease = lease };

    /// <summary>The message as it is to be sent once more.</summary>
    public static OutboxRow Again(OutboxRow row, Instant now) =>
        row with
        {
            State = DeliveryState.Waiting,
            Due = now,
            Lease = null,
            Tries = 0,
            Answer = null,
            Answered = null,
        };

    private static bool IsOver(Instant moment, Instant now, TimeSpan longest) =>
        moment <= now || moment > now + longest;
}
