namespace Rota.Core.Jobs;

/// <summary>What an attempt reads on its standard input: one of the two.</summary>
/// <param name="File">A file, a template, relative to the directory of the job.</param>
/// <param name="Text">A text, a template.</param>
public sealed record TaskInput(string? File, string? Text);
