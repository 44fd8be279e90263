namespace Rota.App.Steering;

/// <summary>Which ended tasks of a job somebody wants run again.</summary>
/// <param name="Address">The job, or one entry of it, or one task: <c>ID[.TASK[.INDEX]]</c>.</param>
/// <param name="Failed">All that did not succeed.</param>
/// <param name="All">All tasks.</param>
/// <param name="Tasks">Indices as ranges, or null.</param>
public sealed record RerunRequest(string Address, bool Failed, bool All, string? Tasks)
{
    /// <summary>Only those with these values of their parameters, as <c>lr=0.1,seed=3</c>; null for any.</summary>
    public string? Where { get; init; }

    /// <summary>Only those that failed as this task did: its address; null for any.</summary>
    public string? Like { get; init; }
}
