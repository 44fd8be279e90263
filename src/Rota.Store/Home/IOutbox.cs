using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;

namespace Rota.Store.Home;

/// <summary>The outbox as its carriers and people change it. What it answers is durable.</summary>
public interface IOutbox : IDisposable
{
    /// <summary>
    /// Takes messages that are due, the oldest of each target and of none that has one in hand. They are counted as
    /// tried, and are somebody's until the lease is over: so two carriers do not send the same at once.
    /// </summary>
    /// <param name="topic">Whose.</param>
    /// <param name="now">The moment.</param>
    /// <param name="lease">Until when they are in hand.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<OutboxRow> Take(string topic, Instant now, Instant lease, int most);

    /// <summary>Notes what became of messages that were in hand. One that is settled already stays as it is.</summary>
    void Settle(IReadOnlyCollection<OutboxSettlement> settled);

    /// <summary>
    /// The carrier that had messages in hand is no more: who may be the only one says so at its start.
    /// </summary>
    void Free(string topic);

    /// <summary>Has a message be sent once more, with the same id. Opens a target that had said it is gone.</summary>
    /// <returns>Whether it is there.</returns>
    bool Redeliver(long number, Instant now);

    /// <summary>Writes a message that no turn causes: a test.</summary>
    /// <returns>Its number.</returns>
    long Add(OutboxRow row);

    /// <summary>Withholds all that waits: what a backup holds, somebody else has sent.</summary>
    void Withhold();

    /// <summary>Sets the rules of a scope; none removes them.</summary>
    /// <returns>Whether it had any before.</returns>
    bool Set(RuleScope scope, ImmutableArray<NotifyRule> rules);
}
