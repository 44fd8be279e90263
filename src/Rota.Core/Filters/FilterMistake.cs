namespace Rota.Core.Filters;

/// <summary>What is wrong with a filter, where, and what to write instead.</summary>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to try.</param>
public sealed record FilterMistake(int Column, string Message, string Hint);
