namespace Rota.Core.Jobs;

/// <summary>Files that what an attempt wrote is copied to when it ends, beside what is kept of it.</summary>
/// <param name="Output">Of standard output; null for none. Relative to where the attempt runs.</param>
/// <param name="Errors">Of standard error; null for none.</param>
/// <param name="Appends">Whether they are appended to. Else they are written anew.</param>
public sealed record OutputCopies(string? Output, string? Errors, bool Appends);
