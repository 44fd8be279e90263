namespace Rota.Core.Jobs;

/// <summary>Files that what an attempt wrote is copied to when it ends, beside what is kept of it.</summary>
/// <param name="Output">Of standard output; null for none. Relative to where the attempt runs.</param>
/// <param name="Errors">Of standard error; null for none.</param>
/// <param name="Appends">Whether they are appended to. Else they are written anew.</param>
public sealed record OutputCopies(string? Output, string? Errors, bool Appends)
{
    /// <summary>The umask where nobody captured that of the submission: 022.</summary>
    public const int UsualMask = 0x12;

    /// <summary>The umask of the submission: new files have the permissions that a task's own would have.</summary>
    public int Mask { get; init; } = UsualMask;
}
