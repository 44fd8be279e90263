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

    /// <summary>Only lines that have this; null for all.</summary>
    public string? Grep { get; init; }

    /// <summary>Whether that is the text itself, and no regular expression.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether upper and lower case are the same in it.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>What is written around what was found; null for nothing.</summary>
    public (byte[] Begin, byte[] End)? Highlight { get; init; }

    /// <summary>Whether each line has its time before it.</summary>
    public bool WithTimes { get; init; }

    /// <summary>Only lines since then: how long ago, or an instant; null for all.</summary>
    public string? Since { get; init; }
}
