using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;
using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>What people set for queues, and what follows from it.</summary>
public static class QueueRule
{
    /// <summary>A queue whose limit is set.</summary>
    public static QueueSetting Limited(QueueSetting? stored, string queue, int? concurrency) =>
        (stored ?? New(queue)) with
        {
            Concurrency = concurrency,
        };

    /// <summary>A queue that is open at hours only; null for always.</summary>
    public static QueueSetting Open(QueueSetting? stored, string queue, OpenHours? hours) =>
        (stored ?? New(queue)) with
        {
            Hours = hours,
        };

    /// <summary>A queue that is paused, or goes on.</summary>
    public static QueueSetting Paused(QueueSetting? stored, string queue, bool isPaused) =>
        (stored ?? New(queue)) with
        {
            IsPaused = isPaused,
        };

    /// <summary>The capacity of its account; null for no limit.</summary>
    public static long? Capacity(QueueSetting? setting) => setting is { IsPaused: true } ? 0 : setting?.Concurrency;

    /// <summary>The queue of a job that names this one, or none.</summary>
    public static string Of(string? named) => named ?? Queues.Default;

    /// <summary>The queues that were set, or that open jobs are in, by name.</summary>
    /// <param name="settings">What was set.</param>
    /// <param name="openJobs">Jobs that have not ended, by queue.</param>
    /// <param name="used">How much is used of an account.</param>
    public static IReadOnlyList<QueueRow> Rows(
        IEnumerable<QueueSetting> settings,
        IReadOnlyDictionary<string, long> openJobs,
        Func<AccountId, long> used
    )
    {
        var set = settings.ToDictionary(setting => setting.Name, StringComparer.Ordinal);
        return
        [
            .. set
                .Keys.Union(openJobs.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => new QueueRow(
                    name,
                    set.GetValueOrDefault(name)?.Concurrency,
                    set.GetValueOrDefault(name)?.IsPaused ?? false,
                    used(AccountId.Queue(name)),
                    openJobs.GetValueOrDefault(name),
                    set.GetValueOrDefault(name)?.Hours
                )),
        ];
    }

    private static QueueSetting New(string queue) => new(queue, Concurrency: null, IsPaused: false);
}
