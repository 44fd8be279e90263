using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;

namespace Rota.Runners.Turns;

/// <summary>Which ended tasks a rerun is about, in a form that a request carries.</summary>
/// <param name="Kind">What sort of selection.</param>
/// <param name="Tasks">For <see cref="RerunKind.Tasks"/>: entry and ordinal of each.</param>
public sealed record RerunSelection(RerunKind Kind, IReadOnlySet<(int Group, int Index)> Tasks)
{
    private static readonly IReadOnlySet<(int, int)> NoTasks = new HashSet<(int, int)>();

    /// <summary>All that did not succeed.</summary>
    public static readonly RerunSelection Failed = new(RerunKind.Failed, NoTasks);

    /// <summary>All.</summary>
    public static readonly RerunSelection All = new(RerunKind.All, NoTasks);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static RerunSelection Parse(string text) =>
        text switch
        {
            "failed" => Failed,
            "all" => All,
            _ => new(
                RerunKind.Tasks,
                text.Split(',')
                    .Select(pair => pair.Split('.'))
                    .Select(pair => (int.Parse(pair[0]), int.Parse(pair[1])))
                    .ToHashSet()
            ),
        };

    /// <summary>The selected ones of a job's ended tasks.</summary>
    public IEnumerable<EndedTask> Of(IEnumerable<EndedTask> ended) =>
        ended.Where(task =>
            Kind switch
            {
                RerunKind.Failed => task.State != TaskState.Succeeded,
                RerunKind.All => true,
                _ => Tasks.Contains((task.Group, task.Index)),
            }
        );

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            RerunKind.Failed => "failed",
            RerunKind.All => "all",
            _ => string.Join(',', Tasks.Order().Select(task => $"{task.Group}.{task.Index}")),
        };
}

/// <summary>The sorts of rerun.</summary>
public enum RerunKind
{
    /// <summary>All that did not succeed.</summary>
    Failed,

    /// <summary>All.</summary>
    All,

    /// <summary>Those named.</summary>
    Tasks,
}
