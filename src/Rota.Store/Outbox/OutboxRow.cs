using System.Globalization;
using Rota.Core.Model;

namespace Rota.Store.Outbox;

/// <summary>A message on its way out of the home. It is written in the turn that causes it.</summary>
public sealed record OutboxRow
{
    /// <summary>What notifications go by; others carry what other machines wait for.</summary>
    public const string Notifications = "notify";

    /// <summary>Its number in this home; 0 for one that is not written yet.</summary>
    public long Number { get; init; }

    /// <summary>Who carries it.</summary>
    public string Topic { get; init; } = Notifications;

    /// <summary>What it is about: <c>job 42</c>, <c>schedule nightly</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The job that it is about; null for none.</summary>
    public JobId? Job { get; init; }

    /// <summary>Where it goes, in the words of its carrier.</summary>
    public required string Target { get; init; }

    /// <summary>What it tells of, with counts.</summary>
    public required string Events { get; init; }

    /// <summary>What it says: an object in JSON.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written first.</summary>
    public required Instant Created { get; init; }

    /// <summary>When it is to be sent.</summary>
    public required Instant Due { get; init; }

    /// <summary>How often it was taken to be sent.</summary>
    public int Tries { get; init; }

    /// <summary>What became of it.</summary>
    public DeliveryState State { get; init; }

    /// <summary>Until when somebody has it in hand; null for nobody.</summary>
    public Instant? Lease { get; init; }

    /// <summary>What its target answered last, in a sentence; null before.</summary>
    public string? Answer { get; init; }

    /// <summary>When that was.</summary>
    public Instant? Answered { get; init; }

    /// <summary>
    /// How receivers know it: the same with every try, and another one in every home, so that who has it twice can
    /// tell.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"rota_{Number}_{Created.Micros:x}");
}
