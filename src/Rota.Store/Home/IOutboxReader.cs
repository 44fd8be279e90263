using Rota.Core.Model;
using Rota.Store.Outbox;

namespace Rota.Store.Home;

/// <summary>What is on its way out of the home, and what became of it.</summary>
public interface IOutboxReader
{
    /// <summary>The newest messages, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="isFailed">Whether only those that did not arrive are meant: tried in vain, given up, gone,
    /// withheld.</param>
    IReadOnlyList<OutboxRow> Newest(int limit, bool isFailed);

    /// <summary>One message, or null.</summary>
    OutboxRow? Find(long number);

    /// <summary>The first moment that a message is due and in nobody's hand; null while none waits.</summary>
    /// <param name="topic">Whose.</param>
    Instant? NextDue(string topic);

    /// <summary>The rules that were set apart from job files, by scope.</summary>
    IReadOnlyList<ScopedRules> Rules();
}
