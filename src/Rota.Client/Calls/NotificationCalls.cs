using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Rota.App.Notifying;
using Rota.App.Problems;
using Rota.Client.Sending;
using Rota.Core.Notifying;
using Rota.Store.Specs;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at notifications, and sets whom to tell. Each call throws a <see cref="ProblemException"/> where it is
/// refused.
/// </summary>
public sealed class NotificationCalls
{
    /// <summary>What is sent is waited for: as long as a receiver is given, and more.</summary>
    private static readonly TimeSpan Answered = TimeSpan.FromSeconds(60);
    private readonly Sender sender;

    internal NotificationCalls(Sender sender) => this.sender = sender;

    /// <summary>The rules that were set apart from job files.</summary>
    public Task<RuleList> RulesAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/notifications/rules"), NotifyJson.Default.RuleList, left);

    /// <summary>Sets the rules of a scope, in place of those that it had; none removes them.</summary>
    public Task<RuleList> SetAsync(
        NotifyScope scope,
        ImmutableArray<NotifyRule> rules,
        CancellationToken left = default
    )
    {
        var body = Scope(scope).With("rules", rules.IsEmpty ? null : NotifyForm.Text(rules));
        var ask = Ask.Get($"/v1/notifications/rules") with { Method = HttpMethod.Put, Body = body };
        return sender.Read(ask, NotifyJson.Default.RuleList, left);
    }

    /// <summary>Sends a test to everybody whom rules name, and waits for what comes of it.</summary>
    public Task<DeliveryList> TestAsync(NotifyScope scope, CancellationToken left = default) =>
        sender.Read(
            Ask.Post($"/v1/notifications:test", Scope(scope)) with
            {
                Grace = Answered,
            },
            NotifyJson.Default.DeliveryList,
            left
        );

    /// <summary>The newest messages.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="isFailed">Whether only those that did not arrive are meant.</param>
    /// <param name="left">Ends the call.</param>
    public Task<DeliveryList> DeliveriesAsync(int limit, bool isFailed, CancellationToken left = default) =>
        sender.Read(
            Ask.Get($"/v1/notifications").With("limit", limit).With("failed", isFailed),
            NotifyJson.Default.DeliveryList,
            left
        );

    /// <summary>Has a message be sent once more, and waits for what comes of it.</summary>
    public Task<DeliveryList> RedeliverAsync(long number, CancellationToken left = default) =>
        sender.Read(
            Ask.Post($"/v1/notifications/{number}:redeliver") with
            {
                Grace = Answered,
            },
            NotifyJson.Default.DeliveryList,
            left
        );

    private static JsonObject Scope(NotifyScope scope) =>
        new JsonObject().With("queue", scope.Queue).With("schedule", scope.Schedule);
}
