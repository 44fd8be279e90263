using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Outbox;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Tables;

/// <summary>Writes messages into rows that are not committed yet.</summary>
internal sealed class OutboxWriter(HomeTables tables) : IOutboxTables
{
    /// <summary>With the messages about what was decided on a schedule.</summary>
    public static HomeTables Told(HomeTables tables, ScheduleId id, Firing firing, Instant now)
    {
        var (outbox, schedule) = (new OutboxWriter(tables), tables.Schedules[id.Value]);
        OutboxRule.Write(schedule.Name, () => schedule.Job, firing, now, outbox);
        return outbox.Now;
    }

    /// <summary>All rows as they are by now.</summary>
    public HomeTables Now { get; private set; } = tables;

    /// <inheritdoc/>
    public IReadOnlyList<ScopedRules> Rules() => [.. Now.Outbox.Rules.Values];

    /// <inheritdoc/>
    public bool? IsFailing(string name) => Now.Outbox.Standings.TryGetValue(name, out var failing) ? failing : null;

    /// <inheritdoc/>
    public void Put(string name, bool isFailing) =>
        Change(outbox => outbox with { Standings = outbox.Standings.SetItem(name, isFailing) });

    /// <inheritdoc/>
    public JobState? Before(string name, JobId job) =>
        Now
            .Jobs.Values.Reverse()
            .Select(rows => rows.Row)
            .FirstOrDefault(row =>
                row.Name == name && row.Id.Value < job.Value && row.Ended is not null && row.State != JobState.Cancelled
            )
            ?.State;

    /// <inheritdoc/>
    public OutboxRow? Gathering(string subject, string target) =>
        Of(subject, target).LastOrDefault(row => row is { State: DeliveryState.Waiting, Tries: 0, Answer: null });

    /// <inheritdoc/>
    public Instant? Newest(string subject, string target) =>
        Of(subject, target).Select(row => (Instant?)row.Created).Max();

    /// <inheritdoc/>
    public void Put(OutboxRow row) => Change(outbox => outbox.With(row));

    private IEnumerable<OutboxRow> Of(string subject, string target) =>
        Now.Outbox.Rows.Values.Where(row => row.Subject == subject && row.Target == target);

    private void Change(Func<OutboxTables, OutboxTables> change) => Now = Now with { Outbox = change(Now.Outbox) };
}
