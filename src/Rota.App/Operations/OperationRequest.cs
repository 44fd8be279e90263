namespace Rota.App.Operations;

/// <summary>Something that is asked of many jobs or tasks at once.</summary>
/// <param name="Action">What, as <c>jobs.cancel</c> or <c>tasks.rerun</c>.</param>
/// <param name="Filter">Which of them.</param>
public sealed record OperationRequest(string Action, string Filter)
{
    /// <summary>For tasks, the jobs that they are of, by numbers or names.</summary>
    public IReadOnlyList<string> Jobs { get; init; } = [];
}
