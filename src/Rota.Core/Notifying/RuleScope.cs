namespace Rota.Core.Notifying;

/// <summary>What rules hold for that were set apart from job files.</summary>
/// <param name="Text">As it is stored: <c>global</c>, <c>queue NAME</c>, <c>schedule NAME</c>.</param>
public readonly record struct RuleScope(string Text)
{
    /// <summary>All jobs and schedules.</summary>
    public static readonly RuleScope Global = new("global");

    /// <summary>The jobs of a queue, and the schedules whose jobs are.</summary>
    public static RuleScope Queue(string name) => new($"queue {name}");

    /// <summary>A schedule, and its runs.</summary>
    public static RuleScope Schedule(string name) => new($"schedule {name}");
}
