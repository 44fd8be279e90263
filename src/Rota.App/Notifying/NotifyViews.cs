using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.App.Notifying;

/// <summary>The rules that were set apart from job files.</summary>
/// <param name="Rules">All of them, by what they hold for.</param>
public sealed record RuleList(IReadOnlyList<RuleView> Rules) : View;

/// <summary>A rule.</summary>
/// <param name="Scope">What it holds for: <c>global</c>, <c>queue NAME</c>, <c>schedule NAME</c>.</param>
/// <param name="On">What is told.</param>
/// <param name="Target">Who is told, without anything secret.</param>
public sealed record RuleView(string Scope, IReadOnlyList<string> On, string Target)
{
    internal static RuleView Of(RuleScope scope, NotifyRule rule) =>
        new(scope.Text, [.. rule.On.Select(kind => kind.WireName())], rule.Target.Name);
}

/// <summary>Messages that are, or were, on their way.</summary>
/// <param name="Deliveries">The newest first.</param>
public sealed record DeliveryList(IReadOnlyList<DeliveryView> Deliveries) : View;

/// <summary>A message, and what became of it.</summary>
/// <param name="Number">Its number, by which people name it.</param>
/// <param name="Id">How its receiver knows it: the same with every try.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Events">What it tells of, with counts.</param>
/// <param name="Target">Where it goes, without anything secret.</param>
/// <param name="State">What became of it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Created">When it was written.</param>
public sealed record DeliveryView(
    long Number,
    string Id,
    string Subject,
    IReadOnlyDictionary<string, long> Events,
    string Target,
    string State,
    int Tries,
    Instant Created
)
{
    /// <summary>When it is sent next; null for one that is settled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Due { get; init; }

    /// <summary>What its target answered last; null before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    /// <summary>When that was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Answered { get; init; }

    internal static DeliveryView Of(OutboxRow row) =>
        new(
            row.Number,
            row.Id,
            row.Subject,
            EventCounts.Parse(row.Events).Counts.ToDictionary(one => one.Key.WireName(), one => one.Value),
            NotifyForm.Target(row.Target).Name,
            row.State.WireName(),
            row.Tries,
            row.Created
        )
        {
            Due = row.State == DeliveryState.Waiting ? row.Due : null,
            Answer = row.Answer,
            Answered = row.Answered,
        };
}
