using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where commands set the limits of queues. Runners learn of a change as of any shared account.</summary>
internal sealed class QueueSettings : IQueueSettings
{
    private readonly PeopleWriter people;
    private readonly Connection connection;

    /// <summary>Opens those of a state.</summary>
    public QueueSettings(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        connection = people.Connection;
    }

    /// <inheritdoc/>
    public void SetConcurrency(string queue, int? concurrency) =>
        Change(queue, stored => QueueRule.Limited(stored, queue, concurrency));

    /// <inheritdoc/>
    public void SetHours(string queue, OpenHours? hours) =>
        Change(queue, stored => QueueRule.Open(stored, queue, hours));

    /// <inheritdoc/>
    public void Pause(string queue, bool isPaused) =>
        Change(queue, stored => QueueRule.Paused(stored, queue, isPaused));

    /// <inheritdoc/>
    public bool Remove(string queue) => Change(queue, _ => null);

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    /// <summary>Changes what was set for a queue, and with it the limit of its account.</summary>
    /// <returns>Whether anything was set before.</returns>
    private bool Change(string queue, Func<QueueSetting?, QueueSetting?> change) =>
        people.Write(() =>
        {
            // Counted first: a turn that was decided on the limits of before is not committed any more.
            var turn = connection.Scalar("UPDATE rota.frame SET turn = turn + 1 RETURNING turn")!.Value;
            var stored = QueueTable.Find(connection, queue);
            var setting = change(stored);
            QueueTable.Put(connection, queue, setting);
            var id = AccountId.Queue(queue);
            var account = AccountTable.Find(connection, id);
            AccountTable.Put(connection, AccountRule.Limited(account, id, setting, turn));
            var isChanged = stored is not null || setting is not null;
            return (stored is not null, isChanged ? SettingDeeds.Queue(queue, stored, setting) : null);
        });
}
