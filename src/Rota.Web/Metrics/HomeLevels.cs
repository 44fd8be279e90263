using Rota.App;
using Rota.Core.Model;
using Rota.Instruments.Series;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.Web.Metrics;

/// <summary>What the home holds now, as levels: read off counters that turns keep, never counted.</summary>
internal static class HomeLevels
{
    private const string Queue = "rota.queue";
    private const string State = "rota.task.state";

    /// <summary>The levels of this moment.</summary>
    public static IReadOnlyList<MetricFamily> Of(Site site)
    {
        var home = site.Open();
        using var queries = home.Read();
        var open = queries.Unfinished();
        return
        [
            Jobs(open),
            Tasks(open),
            OldestReady(open, site.Now),
            QueuesPaused(queries),
            SchedulesPaused(queries),
            Runners(queries),
            .. MachineLevels.Of(site, home.State, queries),
        ];
    }

    private static MetricFamily Jobs(IReadOnlyList<JobRow> open)
    {
        var family = Level("rota.jobs", "{job}", "Jobs that have not ended, by queue and state");
        foreach (var group in open.GroupBy(job => (Queue: job.Queue ?? "", job.State)))
        {
            family.Take(group.Count(), Tag(Queue, group.Key.Queue), Tag("rota.job.state", group.Key.State.WireName()));
        }

        return family;
    }

    private static MetricFamily Tasks(IReadOnlyList<JobRow> open)
    {
        var family = Level("rota.tasks", "{task}", "Tasks of jobs that have not ended, by queue and state");
        foreach (var queue in open.GroupBy(job => job.Queue ?? ""))
        {
            foreach (var state in Enum.GetValues<TaskState>())
            {
                if (queue.Sum(job => job.In(state)) is > 0 and var count)
                {
                    family.Take(count, Tag(Queue, queue.Key), Tag(State, state.WireName()));
                }
            }
        }

        return family;
    }

    /// <summary>A job of which something waits for room has done so since it came, or since its moment.</summary>
    private static MetricFamily OldestReady(IReadOnlyList<JobRow> open, Instant now)
    {
        var family = Level(
            "rota.oldest_ready",
            "s",
            "Age of the oldest job, not paused, of which tasks wait for room, from its submission or moment, by queue"
        );
        foreach (var queue in open.Where(IsWaiting).GroupBy(job => job.Queue ?? ""))
        {
            var since = queue.Min(job =>
                job.NotBefore is { } moment && moment > job.Submitted ? moment : job.Submitted
            );
            family.Take(Math.Max(0, (now - since).TotalSeconds), Tag(Queue, queue.Key));
        }

        return family;
    }

    private static bool IsWaiting(JobRow job) => job.State != JobState.Paused && job.In(TaskState.Ready) > 0;

    private static MetricFamily QueuesPaused(IHomeReader queries)
    {
        var family = Level("rota.queue_paused", "", "Whether nothing of a queue starts");
        foreach (var queue in queries.Queues.All())
        {
            family.Take(queue.IsPaused ? 1 : 0, Tag(Queue, queue.Name));
        }

        return family;
    }

    private static MetricFamily SchedulesPaused(IHomeReader queries)
    {
        var family = Level("rota.schedule_paused", "", "Whether nothing of a schedule fires");
        foreach (var schedule in queries.Schedules.All())
        {
            family.Take(schedule.IsPaused ? 1 : 0, Tag("rota.schedule", schedule.Name));
        }

        return family;
    }

    private static MetricFamily Runners(IHomeReader queries)
    {
        var family = Level("rota.runners", "{runner}", "Runners that take turns");
        family.Take(queries.Frame.Current.Members.Length);
        return family;
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static MetricFamily Level(string name, string unit, string help) => new(name, unit, help, MetricKind.Level);
}
