using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Failing;

/// <summary>The tasks of a job that failed, those of one cause together, the most frequent first.</summary>
/// <param name="Job">The job's number.</param>
/// <param name="Tasks">How many tasks failed.</param>
/// <param name="Groups">The causes.</param>
/// <param name="Others">How many of the tasks are in none of the groups: there are too many causes.</param>
public sealed record FailureGroups(long Job, long Tasks, IReadOnlyList<FailureGroup> Groups, long Others) : View
{
    private static readonly TaskState[] States = [.. Enum.GetValues<TaskState>().Where(state => state.IsFailure())];

    /// <summary>What runs all of them again; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rerun => Tasks == 0 ? null : $"rota rerun {Job} --failed";

    /// <summary>Those of a job.</summary>
    internal static FailureGroups Of(IHomeReader queries, JobId job, JobSpec spec)
    {
        var groups = new FailureGrouping(job, spec, queries.NodeNames());
        foreach (var row in FailedOf(queries, job))
        {
            groups.Add(row);
        }

        return groups.Finish();
    }

    /// <summary>The tasks of a job that failed, in their order, read while they are gone through.</summary>
    internal static IEnumerable<TaskRow> FailedOf(IHomeReader queries, JobId job) =>
        queries
            .Groups(job)
            .Where(group => StateCounts.Failures(group.Counts) > 0)
            .SelectMany(group => queries.Tasks.From(job, group, 0, States));
}
