using System.Text.Json.Serialization;
using Rota.App.Finding;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Jobs;

/// <summary>Which tasks are listed.</summary>
/// <param name="Address">Of which job, entry or task.</param>
/// <param name="Only">Only those in this state; null for all.</param>
public sealed record TaskListRequest(string Address, TaskState? Only)
{
    /// <summary>Only those with these values of their parameters, as <c>lr=0.1,seed=3</c>; null for any.</summary>
    public string? Where { get; init; }

    /// <summary>Which of them, in which order.</summary>
    public PageRequest Page { get; init; } = new();
}

/// <summary>Tasks of a job.</summary>
/// <param name="Served">Whether somebody runs the job now; null for one that has ended.</param>
/// <param name="Tasks">The tasks, read while they are gone through: once, for there may be a million.</param>
public sealed record TaskList(bool? Served, IEnumerable<TaskView> Tasks) : View
{
    /// <summary>Where the next page begins, known once the tasks were gone through; null for no more.</summary>
    public string? Next => End?.Next;

    /// <summary>Whether all tasks were looked at that had to be.</summary>
    public bool Complete => End?.IsComplete != false;

    /// <summary>Which index served it; null for none.</summary>
    public string? Index { get; init; }

    /// <summary>That nobody runs the job, and what to type; null where that is not so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>The number of the job.</summary>
    public long Job { get; init; }

    /// <summary>What finds the tasks, and knows how the search ended; null for nothing that could.</summary>
    internal IPageEnd? End { get; init; }
}
