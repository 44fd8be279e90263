using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Failing;

/// <summary>
/// Puts failed tasks of one cause together, one task after the other. What it holds is bounded: where each of a million
/// tasks has a cause of its own, those that are rare are only counted.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="spec">What it is.</param>
/// <param name="nodes">Names of the nodes.</param>
internal sealed class FailureGrouping(JobId job, JobSpec spec, IReadOnlyDictionary<NodeId, string> nodes)
{
    /// <summary>Causes that are held at a time.</summary>
    public const int CausesMax = 1_000;

    /// <summary>Causes that are told.</summary>
    public const int GroupsMax = 40;

    private const int ExamplesMax = 5;
    private const int NodesMax = 4;
    private readonly Dictionary<FailureCause, Gathered> causes = [];
    private long tasks;

    /// <summary>Adds a task.</summary>
    public void Add(TaskRow row)
    {
        tasks++;
        var cause = FailureCause.Of(row);
        if (!causes.TryGetValue(cause, out var gathered))
        {
            if (causes.Count == CausesMax)
            {
                DropRare();
            }

            causes.Add(cause, gathered = new Gathered(Order: tasks));
        }

        gathered.Add(row);
    }

    /// <summary>The groups.</summary>
    public FailureGroups Finish()
    {
        FailureGroup[] groups =
        [
            .. causes
                .OrderByDescending(one => one.Value.Count)
                .ThenBy(one => one.Value.Order)
                .Take(GroupsMax)
                .Select(one => Group(one.Key, one.Value)),
        ];
        return new FailureGroups(job.Value, tasks, groups, tasks - groups.Sum(group => group.Tasks));
    }

    private FailureGroup Group(FailureCause cause, Gathered gathered)
    {
        FailedTask[] examples = [.. gathered.Examples.Select(Example)];
        return new FailureGroup
        {
            Ending = cause.Ending,
            Shape = ShownText.Of(cause.Shape)!,
            Tasks = gathered.Count,
            First = gathered.First,
            Last = gathered.Last,
            Nodes = [.. gathered.Nodes.Select(node => NodeWords.Name(nodes, node))],
            Examples = examples,
            Logs = $"rota logs {examples[0].Address}",
            Rerun = $"rota rerun {job} --like {examples[0].Address}",
        };
    }

    private FailedTask Example(TaskRow row)
    {
        var task = spec.Tasks[row.Group];
        return new FailedTask(
            Words.Address(job, task, row.Index),
            Words.Task(task, row.Index),
            ShownText.Of(row.Reason)
        )
        {
            MessageBase64 = ShownText.Bytes(row.Reason),
            HasParameters = task.Expansion.Parameters > 0,
            Place = (row.Group, row.Index),
        };
    }

    /// <summary>Makes room: the rarer half is no more told, the newest of equals first.</summary>
    private void DropRare()
    {
        var rare = causes.OrderBy(one => one.Value.Count).ThenByDescending(one => one.Value.Order).Take(CausesMax / 2);
        foreach (var (cause, _) in rare.ToArray())
        {
            causes.Remove(cause);
        }
    }

    private sealed record Gathered(long Order)
    {
        public long Count { get; private set; }

        public Instant? First { get; private set; }

        public Instant? Last { get; private set; }

        public SortedSet<NodeId> Nodes { get; } = new(Comparer<NodeId>.Create((a, b) => a.Value.CompareTo(b.Value)));

        public List<TaskRow> Examples { get; } = [];

        public void Add(TaskRow row)
        {
            Count++;
            First = row.Ended is { } first && !(first > First) ? first : First;
            Last = row.Ended is { } last && !(last < Last) ? last : Last;
            if (row.Node is { } node && Nodes.Count < NodesMax)
            {
                Nodes.Add(node);
            }

            if (Examples.Count < ExamplesMax)
            {
                Examples.Add(row);
            }
        }
    }
}
