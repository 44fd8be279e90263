using System.Globalization;
using System.Text;
using Rota.App;
using Rota.Core.Model;

namespace Rota.Web.Metrics;

/// <summary>What the home holds now, as levels: read off counters that turns keep, never counted.</summary>
internal static class HomeLevels
{
    /// <summary>The levels as text.</summary>
    public static string Text(Site site)
    {
        using var home = site.Open().Read();
        var open = home.Unfinished();
        var text = new StringBuilder();
        Family(
            text,
            "rota_jobs",
            "Jobs that have not ended, by queue and state",
            open.GroupBy(job => (Queue: job.Queue ?? "", State: job.State.WireName()))
                .Select(group => (Labels(group.Key.Queue, group.Key.State), (long)group.Count()))
        );
        Family(
            text,
            "rota_tasks",
            "Tasks of jobs that have not ended, by queue and state",
            open.SelectMany(job =>
                    Enum.GetValues<TaskState>()
                        .Select(state => (Queue: job.Queue ?? "", State: state, Count: job.In(state)))
                )
                .GroupBy(one => (one.Queue, one.State), one => one.Count)
                .Select(group => (Labels(group.Key.Queue, group.Key.State.WireName()), group.Sum()))
                .Where(one => one.Item2 > 0)
        );
        Family(
            text,
            "rota_queue_paused",
            "Whether nothing of a queue starts",
            home.Queues.All().Select(queue => (LabelText.Of("queue", queue.Name), queue.IsPaused ? 1L : 0))
        );
        Family(
            text,
            "rota_schedule_paused",
            "Whether nothing of a schedule fires",
            home.Schedules.All()
                .Select(schedule => (LabelText.Of("schedule", schedule.Name), schedule.IsPaused ? 1L : 0))
        );
        Family(text, "rota_runners", "Runners that take turns", [("", (long)home.Frame.Current.Members.Length)]);
        return text.ToString();
    }

    private static string Labels(string queue, string state) =>
        $"{LabelText.Of("queue", queue)},{LabelText.Of("state", state)}";

    private static void Family(
        StringBuilder text,
        string name,
        string help,
        IEnumerable<(string Labels, long Value)> all
    )
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {value}\n");
        }
    }
}
