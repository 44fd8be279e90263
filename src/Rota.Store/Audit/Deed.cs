namespace Rota.Store.Audit;

/// <summary>A change of a home, as its audit tells of it.</summary>
/// <param name="Action">What was done: <c>job.cancel</c>.</param>
/// <param name="Subject">To what: <c>job 42</c>, <c>queue gpu</c>.</param>
/// <param name="Before">How it stood, as a JSON object; null where there was nothing.</param>
/// <param name="After">What it became or was asked to be, as a JSON object; null for nothing any more.</param>
public sealed record Deed(string Action, string Subject, string? Before = null, string? After = null);
