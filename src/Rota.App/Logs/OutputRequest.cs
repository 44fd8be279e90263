namespace Rota.App.Logs;

/// <summary>Whose output is read, and what of it.</summary>
/// <param name="Address">The job, its task or an attempt: <c>42</c>, <c>42.train.3</c>, <c>42.train.3.1</c>.</param>
/// <param name="IsErrorsOnly">Only standard error.</param>
/// <param name="IsFailedOnly">Only of tasks that failed.</param>
/// <param name="LinesMax">Only so many last lines of each task; null for all.</param>
public sealed record OutputRequest(string Address, bool IsErrorsOnly, bool IsFailedOnly, int? LinesMax)
{
    /// <summary>Only of tasks with these values of their parameters, as <c>lr=0.1,seed=3</c>; null for any.</summary>
    public string? Where { get; init; }
}
