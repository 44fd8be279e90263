using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;

namespace Rota.App.Wording;

/// <summary>Durations, instants and names of tasks as people read them.</summary>
internal static class Words
{
    /// <summary>How many tasks of a job may run at a time.</summary>
    public static string AtATime(int? most) =>
        most is { } number
            ? $"at most {Count(number, "task")} at a time"
            : "as many tasks at a time as there is room for";

    /// <summary>A duration in its two largest units: <c>1h12m</c>, <c>3.2s</c>, <c>45ms</c>.</summary>
    public static string Duration(TimeSpan duration) =>
        duration switch
        {
            { TotalSeconds: < 0 } => "0s",
            { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds:0}ms",
            { TotalSeconds: < 60 } => $"{duration.TotalSeconds:0.0}s",
            { TotalHours: < 1 } => $"{duration.Minutes}m{duration.Seconds:00}s",
            { TotalDays: < 1 } => $"{duration.Hours}h{duration.Minutes:00}m",
            _ => $"{(int)duration.TotalDays}d{duration.Hours:00}h",
        };

    /// <summary>An instant on this machine's clock.</summary>
    public static string Time(Instant? at) =>
        at is { } instant ? instant.ToDateTime().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss") : "-";

    /// <summary>A task as people know it: <c>train[lr=0.1,seed=3]</c>, <c>work[17]</c>, <c>merge</c>.</summary>
    public static string Task(TaskSpec task, int ordinal) => TaskLabel.Of(task, ordinal);

    /// <summary>The address of a task, as every verb takes it: <c>42.train.3</c>.</summary>
    public static string Address(JobId job, TaskSpec task, int ordinal) =>
        task.Expansion.IsIndexed ? $"{job}.{task.Id}.{task.Expansion.Label(ordinal)}" : $"{job}.{task.Id}";

    /// <summary>A number with its noun: <c>1 task</c>, <c>2 tasks</c>.</summary>
    public static string Count(long count, string noun) => Counted.Text(count, noun);

    /// <summary>Tasks by state: <c>2 succeeded  6 cancelled</c>.</summary>
    public static string Counts(IReadOnlyDictionary<TaskState, long> counts) =>
        string.Join(
            "  ",
            counts.Where(count => count.Value > 0).Select(count => $"{count.Value} {count.Key.WireName()}")
        );
}
