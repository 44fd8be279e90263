using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where the limits of queues are set.</summary>
internal sealed class QueueSettings(Writer writer) : IQueueSettings
{
    public void SetConcurrency(string queue, int? concurrency) =>
        Change(queue, stored => QueueRule.Limited(stored, queue, concurrency));

    public void SetHours(string queue, OpenHours? hours) =>
        Change(queue, stored => QueueRule.Open(stored, queue, hours));

    public void Pause(string queue, bool isPaused) =>
        Change(queue, stored => QueueRule.Paused(stored, queue, isPaused));

    public bool Remove(string queue) => Change(queue, _ => null);

    public void Dispose() => writer.Dispose();

    private bool Change(string queue, Func<QueueSetting?, QueueSetting?> change) =>
        writer.Change(tables =>
        {
            var stored = tables.Queues.GetValueOrDefault(queue);
            var setting = change(stored);
            var turn = tables.Frame.Turn + 1;
            var id = AccountId.Queue(queue);
            var changed = tables with
            {
                Frame = tables.Frame with { Turn = turn },
                Queues = setting is null ? tables.Queues.Remove(queue) : tables.Queues.SetItem(queue, setting),
            };
            var account = AccountRule.Limited(tables.Account(id), id, setting, turn);
            var isChanged = stored is not null || setting is not null;
            var deed = isChanged ? SettingDeeds.Queue(queue, stored, setting) : null;
            return (changed.With(account), stored is not null, deed);
        });
}
