namespace Rota.Core.Problems;

/// <summary>One thing that is wrong with a file, where it is, and what to do about it.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to try, or null.</param>
public sealed record Problem(string File, int Line, int Column, string Message, string? Hint = null)
{
    /// <summary>One line, in the form that editors turn into a link.</summary>
    public override string ToString() =>
        Hint is null ? $"{File}:{Line}:{Column}: {Message}" : $"{File}:{Line}:{Column}: {Message}; {Hint}";
}
